package dev.handloom.store.fake;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.video.NumberedPictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Devices for tests: numbered samples and numbered pictures at a set rate, on the real clock.
public final class FakeDriver implements DeviceDriver {
  @Override
  public String id() {
    return "fake";
  }

  @Override
  public String title() {
    return "Numbered samples";
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    double hz = config.number("hz", 100);
    int width = (int) config.number("width", 0);
    List<StreamSpec> specs = new ArrayList<>();
    if (width > 0) {
      FrameFormat format =
          new FrameFormat(width, (int) config.number("height", 240), FrameFormat.Pixels.BGRA);
      specs.add(StreamSpec.video(config.id() + "/picture", format, hz, DeviceTicks.MICROS_64));
      return specs;
    }
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < (int) config.number("channels", 2); i++) {
      channels.add(new Channel("c" + i, Unit.COUNT, 0, 1e12));
    }
    for (int i = 0; i < (int) config.number("streams", 1); i++) {
      specs.add(StreamSpec.signal(config.id() + "/s" + i, channels, hz, DeviceTicks.MICROS_64));
    }
    return specs;
  }

  @Override
  public ClockModel clock(DeviceConfig config) {
    return new ArrivalClock(PathDelay.assumed(0.5, 0.2));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new Session(
        config.needs(ByteLink.class, link),
        streams,
        config.number("hz", 100),
        (int) config.number("lose", 0));
  }

  /// A computer that stood still for long finds a camera that did too, and no pile of pictures.
  private static final int MOST_PICTURES_AT_ONCE = 8;

  private static final class Session implements DriverSession {
    private final ByteLink link;
    private final List<StreamWriter> streams;
    private final long periodNanos;
    private final int lose;
    private final byte[] nothing = new byte[1];
    private long sequence;
    private long dueNanos = StudioClock.now();

    Session(ByteLink link, List<StreamWriter> streams, double hz, int lose) {
      this.link = link;
      this.streams = streams;
      this.lose = lose;
      periodNanos = Math.round(1e9 / hz);
    }

    @Override
    public void pump() throws IOException {
      link.read(nothing, 0, 1, 0);
      long wait = dueNanos - StudioClock.now();
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, 50_000_000L));
      }
      long now = StudioClock.now();
      if (streams.getFirst().spec().frame() != null) {
        dueNanos = Math.max(dueNanos, now - MOST_PICTURES_AT_ONCE * periodNanos);
      }
      while (dueNanos <= now) {
        if (lose == 0 || sequence % lose != lose - 1) {
          publish(now);
        }
        sequence++;
        dueNanos += periodNanos;
      }
    }

    private void publish(long now) {
      for (StreamWriter stream : streams) {
        FrameFormat frame = stream.spec().frame();
        if (frame != null) {
          Sample sample = stream.sample();
          NumberedPictures.paint(
              sample.payload, frame.width(), frame.height(), (int) (sequence & 0xFFFF));
          sample.payloadLength = frame.capacity();
        } else {
          double[] values = stream.values();
          for (int i = 0; i < values.length; i++) {
            values[i] = sequence * 1000.0 + i;
          }
        }
        stream.publish(dueNanos / 1000, now, sequence);
      }
    }
  }
}
