package dev.handloom.device.driver.line;

import dev.handloom.device.clock.ArrivalClock;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.Heard;
import dev.handloom.device.driver.Likeness;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// Anything that sends text lines of numbers. Yields `<id>/signal`, or the name in `stream`. What a
/// line looks like is said by the settings of [LineFormat].
public final class LineDriver implements DeviceDriver {
  /// A short line at 115200 baud or faster and a USB bridge with a 1 ms latency timer.
  private static final double PATH_MILLIS = 1.5;

  private static final double PATH_UNCERTAINTY_MILLIS = 1.5;

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.GENERIC,
          List.of(
              LinkUse.serial(115_200),
              LinkUse.network("tcp", "tcp:192.168.0.7:9000", 0),
              LinkUse.network("tcp-listen", "tcp-listen:9000", 0)),
          LineFormat.SETTINGS,
          List.of());

  @Override
  public String id() {
    return "line";
  }

  @Override
  public String title() {
    return "Text lines of numbers (generic)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    LineFormat format = LineFormat.of(config);
    return List.of(
        StreamSpec.signal(
            config.id() + "/" + format.stream(),
            format.channels(),
            format.nominalHz(),
            format.ticks()));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    LineFormat format = LineFormat.of(config);
    PathDelay path = config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS);
    return format.ticks() == null ? new ArrivalClock(path) : new HullClock(format.ticks(), path);
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new LineSession(
        config.needs(ByteLink.class, link), streams.get(0), new LineDecoder(LineFormat.of(config)));
  }

  @Override
  public Likeness recognise(Heard heard) {
    return LineGuess.of(heard.bytes());
  }
}
