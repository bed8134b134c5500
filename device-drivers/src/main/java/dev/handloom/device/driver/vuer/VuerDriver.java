package dev.handloom.device.driver.vuer;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.headset.HeadsetStreams;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// The page of Vuer, which dials this computer as it would Vuer's server. Yields `<id>/head` and,
/// as the settings say, both controllers and both hands.
public final class VuerDriver implements DeviceDriver {
  public static final int PORT = 8012;
  static final DeviceTicks TICKS = new DeviceTicks(63, 1_000_000L);

  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 60, "How often the page is asked to send.");
  private static final Setting.Flag HANDS =
      new Setting.Flag("hands", true, "Whether hands are wanted, joint by joint.");
  private static final Setting.Flag CONTROLLERS =
      new Setting.Flag("controllers", false, "Whether controllers are wanted.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HEADSET,
          List.of(LinkUse.network("ws-listen", "ws-listen:" + PORT, PORT)),
          List.of(RATE, HANDS, CONTROLLERS),
          List.of());

  /// The page's time is that of sending; what it sends is where the browser thought that things
  /// would be when its picture is shown. Both are unpublished.
  private static final double PATH_MILLIS = 10;

  private static final double PATH_UNCERTAINTY_MILLIS = 30;

  @Override
  public String id() {
    return "vuer";
  }

  @Override
  public String title() {
    return "Headset's browser with Vuer's page";
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
    return new VuerSession(
        config.needs(MessageLink.class, link),
        streams,
        config.rateHz(RATE),
        config.flag(HANDS),
        config.flag(CONTROLLERS));
  }
}
