package dev.handloom.device.driver.webxr;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.ProbeClock;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.headset.HeadsetStreams;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.page.HeadsetPages;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// A headset or a phone whose browser opens the studio's page. Yields `<id>/head` and, as the
/// settings say, both controllers and both hands.
public final class WebXrDriver implements DeviceDriver {
  private static final Setting.Rate RATE =
      new Setting.Rate(
          "rate_hz", 90, "How often the browser draws; headsets do so 72 to 120 times.");
  private static final Setting.Flag HANDS =
      new Setting.Flag("hands", true, "Whether hands are wanted, joint by joint.");
  private static final Setting.Flag CONTROLLERS =
      new Setting.Flag("controllers", true, "Whether controllers are wanted.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HEADSET,
          List.of(
              LinkUse.network(
                  HeadsetPages.SCHEME,
                  HeadsetPages.SCHEME + ":" + HeadsetPages.USUAL_PORT,
                  HeadsetPages.USUAL_PORT)),
          List.of(RATE, HANDS, CONTROLLERS),
          List.of());

  /// The time is the one for which places were located; how well a browser keeps to it nobody
  /// publishes.
  private static final double PATH_MILLIS = 0;

  private static final double PATH_UNCERTAINTY_MILLIS = 15;

  @Override
  public String id() {
    return "webxr";
  }

  @Override
  public String title() {
    return "Headset or phone through its browser (WebXR)";
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
        DeviceTicks.MICROS_64,
        false,
        config.flag(CONTROLLERS),
        config.flag(HANDS));
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    return new ProbeClock(DeviceTicks.MICROS_64, config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new WebXrSession(
        config.needs(MessageLink.class, link),
        streams,
        config.flag(CONTROLLERS),
        config.flag(HANDS));
  }
}
