package dev.handloom.device.driver.xrobotoolkit;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.headset.HeadsetStreams;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// A headset whose app dials this computer. Yields `<id>/head` and, as the settings say, both
/// controllers and both hands.
public final class XRobotDriver implements DeviceDriver {
  private static final int PORT = 63901;
  static final DeviceTicks TICKS = new DeviceTicks(63, 1_000_000_000L);

  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 90, "How often the app sends; it says it itself at most 90.");
  private static final Setting.Flag HANDS =
      new Setting.Flag("hands", true, "Whether hands are wanted, joint by joint.");
  private static final Setting.Flag CONTROLLERS =
      new Setting.Flag("controllers", true, "Whether controllers are wanted.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HEADSET,
          List.of(LinkUse.network("tcp-listen", "tcp-listen:63901", PORT)),
          List.of(RATE, HANDS, CONTROLLERS),
          List.of());

  /// Tracking, the app's turn, Wi-Fi: nobody publishes how long it takes.
  private static final double PATH_MILLIS = 20;

  private static final double PATH_UNCERTAINTY_MILLIS = 20;

  @Override
  public String id() {
    return "xrobotoolkit";
  }

  @Override
  public String title() {
    return "PICO or Quest headset (XRoboToolkit app)";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    return HeadsetStreams.of(
        config.id(),
        config.rateHz(RATE),
        TICKS,
        false,
        config.flag(CONTROLLERS),
        config.flag(HANDS));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new HullClock(TICKS, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new XRobotSession(config.needs(ByteLink.class, link), streams);
  }
}
