package dev.handloom.test.crash;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
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
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/// Devices whose every sample and every picture carries its number.
public final class NumberedDriver implements DeviceDriver {
  static final String ID = "numbered";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Numbered samples";
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    double hz = config.number("hz", 100);
    String pixels = config.settings().getOrDefault("pixels", "");
    if (!pixels.isEmpty()) {
      FrameFormat format =
          new FrameFormat(
              NumberedPicture.WIDTH,
              NumberedPicture.HEIGHT,
              FrameFormat.Pixels.valueOf(pixels.toUpperCase(Locale.ROOT)));
      return List.of(StreamSpec.video(config.id() + "/picture", format, hz, DeviceTicks.MICROS_64));
    }
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < (int) config.number("channels", 4); i++) {
      channels.add(new Channel("c" + i, Unit.COUNT, 0, 1e12));
    }
    List<StreamSpec> specs = new ArrayList<>();
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
    return new Session(link, streams, config.number("hz", 100));
  }

  /// What sample number `sequence` says in channel `channel`.
  static double value(long sequence, int channel) {
    return sequence * 1000.0 + channel;
  }

  private static final class Session implements DriverSession {
    private final Link link;
    private final List<StreamWriter> streams;
    private final long periodNanos;
    private final byte[] nothing = new byte[1];
    private long sequence;
    private long dueNanos = StudioClock.now();

    Session(Link link, List<StreamWriter> streams, double hz) {
      this.link = link;
      this.streams = streams;
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
      for (; dueNanos <= now; dueNanos += periodNanos) {
        for (StreamWriter stream : streams) {
          fill(stream);
          stream.publish(dueNanos / 1000, now, sequence);
        }
        sequence++;
      }
    }

    private void fill(StreamWriter stream) {
      FrameFormat frame = stream.spec().frame();
      if (frame == null) {
        double[] values = stream.values();
        for (int i = 0; i < values.length; i++) {
          values[i] = value(sequence, i);
        }
        return;
      }
      Sample sample = stream.sample();
      byte[] picture =
          frame.pixels() == FrameFormat.Pixels.JPEG
              ? NumberedPicture.jpeg((int) sequence)
              : NumberedPicture.bgra((int) sequence);
      MemorySegment.copy(picture, 0, sample.payload, ValueLayout.JAVA_BYTE, 0, picture.length);
      sample.payloadLength = picture.length;
    }
  }
}
