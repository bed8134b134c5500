package dev.handloom.app.cue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.settings.CueChoices;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Links;
import dev.handloom.device.openxr.XrReader;
import dev.handloom.device.openxr.XrWire;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TouchTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// A child process that locates the head and hears pulses.
  private static final class Child implements ByteLink, XrReader.Sink {
    final BlockingQueue<String> pulses = new LinkedBlockingQueue<>();
    private final XrReader ears = new XrReader(this);
    private final AtomicInteger number = new AtomicInteger();
    private volatile long arrival;

    @Override
    public int read(byte[] into, int offset, int length, int waitMillis) {
      byte[] message = new byte[XrWire.MOST_SAMPLE_BYTES];
      double[] values = {0, 1.6, 0, 0, 0, 0, 1, 15};
      arrival = System.nanoTime();
      LockSupport.parkNanos(2_000_000);
      int size =
          XrWire.sample(
              message, HeadsetPart.HEAD, number.getAndIncrement(), arrival, 1000, 0, values);
      System.arraycopy(message, 0, into, offset, size);
      return size;
    }

    @Override
    public long arrivalNanos() {
      return arrival;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      ears.accept(bytes, offset, length);
    }

    @Override
    public String title() {
      return "child";
    }

    @Override
    public void close() {}

    @Override
    public void sample(
        HeadsetPart part, long at, long located, long doubt, long ahead, double[] values) {}

    @Override
    public void text(XrWire.Kind kind, String json) {}

    @Override
    public void pulse(boolean left, double seconds, double strength, double hertz) {
      pulses.add((left ? "left " : "right ") + Math.round(seconds * 100));
    }

    @Override
    public void bad(byte[] bytes, int offset, int length) {
      pulses.add("bad");
    }
  }

  @Test
  void bothControllersBuzzOnlyIfThatIsWanted() throws Exception {
    Child child = new Child();
    DeviceConfig config = new DeviceConfig("it", "openxr", "it", "child:", Map.of(), 1);
    try (Rig rig =
        new Rig(
            new RigFile("x", 1, List.of(config)),
            new Drivers(),
            Links.ofThisMachine().with("child", rest -> child))) {
      rig.connect();
      assertTrue(rig.devices().getFirst().state().await(DeviceState.LIVE::equals, PATIENCE));
      Touch touch = new Touch(rig::devices);
      try (Cues silent = new Cues(() -> new CueChoices(false, false, false, false), touch);
          Cues felt = new Cues(() -> new CueChoices(false, false, false, true), touch)) {
        silent.play(Cue.ALARM);
        felt.play(Cue.COUNT);
        felt.play(Cue.RECORDING);
      }
      assertEquals("left 12", child.pulses.poll(30, TimeUnit.SECONDS));
      assertEquals("right 12", child.pulses.poll(30, TimeUnit.SECONDS));
      assertTrue(child.pulses.isEmpty(), child.pulses::toString);
    }
  }

  @Test
  void whatMustNotBeMissedIsFeltLongest() {
    Touch.Pulse begun = Touch.pulse(Cue.RECORDING);
    Touch.Pulse alarm = Touch.pulse(Cue.ALARM);
    assertNotNull(begun);
    assertNotNull(alarm);
    assertTrue(alarm.seconds() > begun.seconds() && alarm.strength() > begun.strength());
    assertNull(Touch.pulse(Cue.COUNT));
    assertNull(Touch.pulse(Cue.FIST));
  }
}
