package dev.handloom.device.driver.openxr;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.KernelClock;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.driver.DriverCard;
import dev.handloom.device.driver.LinkUse;
import dev.handloom.device.driver.Setting;
import dev.handloom.device.driver.headset.BodySet;
import dev.handloom.device.driver.headset.HeadsetStreams;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Link;
import dev.handloom.device.openxr.XrSetup;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;

/// A headset through the OpenXR runtime of this computer. Yields `<id>/head`, and as the settings
/// say `<id>/gaze`, `<id>/body`, `<id>/left-controller`, `<id>/left-wrist`, `<id>/left-hand`,
/// `<id>/left-joints` and the same for the right.
public final class OpenXrDriver implements DeviceDriver {
  private static final Setting.Rate RATE =
      new Setting.Rate("rate_hz", 90, "How often the runtime is asked where everything is.");
  private static final Setting.Decimal BACK =
      new Setting.Decimal(
          "back_ms",
          0,
          0,
          200,
          "ms",
          "How far before the moment of asking places are asked for: what is past is known better,"
              + " where the runtime keeps it.");
  private static final Setting.Choice SPACE =
      new Setting.Choice(
          "space",
          "stage",
          List.of("stage", "floor", "local"),
          "Whose origin: that of the room, the floor below the wearer, or where the wearer began.");
  private static final Setting.Flag HANDS =
      new Setting.Flag("hands", true, "Whether hands are wanted, joint by joint.");
  private static final Setting.Flag CONTROLLERS =
      new Setting.Flag("controllers", true, "Whether controllers are wanted.");
  private static final Setting.Flag GAZE =
      new Setting.Flag("gaze", false, "Whether the direction of the eyes is wanted.");
  private static final Setting.Choice BODY =
      new Setting.Choice(
          "body",
          BodySet.NONE,
          BodySet.words(),
          "Which joints of the body are wanted: Meta's upper or full body, or PICO's.");

  private static final Setting.Flag DRAW =
      new Setting.Flag(
          "draw",
          false,
          "Whether the runtime is to take us for a program that draws, though it serves others. The"
              + " headset then shows black, or the room.");

  private static final DriverCard CARD =
      new DriverCard(
          DriverCard.Family.HEADSET,
          List.of(LinkUse.of("openxr", "openxr:")),
          List.of(RATE, BACK, SPACE, HANDS, CONTROLLERS, GAZE, BODY, DRAW),
          List.of());

  /// The time is the one that was asked for; how well the runtime keeps to it nobody publishes.
  private static final double PATH_MILLIS = 0;

  private static final double PATH_UNCERTAINTY_MILLIS = 10;

  static final String LEFT_PULSE = "left-pulse";
  static final String RIGHT_PULSE = "right-pulse";

  @Override
  public String id() {
    return "openxr";
  }

  @Override
  public String title() {
    return "VR headset through OpenXR";
  }

  @Override
  public DriverCard card() {
    return CARD;
  }

  private static XrSetup setup(DeviceConfig config) throws RigFileException {
    return new XrSetup(
        config.rateHz(RATE),
        config.number(BACK),
        config.text(SPACE),
        config.flag(HANDS),
        config.flag(CONTROLLERS),
        config.flag(GAZE),
        config.text(BODY),
        config.flag(DRAW));
  }

  @Override
  public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
    config.check(CARD.settings());
    XrSetup setup = setup(config);
    List<StreamSpec> streams =
        new ArrayList<>(
            HeadsetStreams.of(
                config.id(),
                setup.hz(),
                DeviceTicks.MICROS_64,
                setup.gaze(),
                setup.controllers(),
                setup.hands()));
    if (!setup.body().equals(BodySet.NONE)) {
      BodySet set = BodySet.of(setup.body());
      streams.add(HeadsetStreams.body(config.id(), setup.hz(), DeviceTicks.MICROS_64, set));
    }
    return streams;
  }

  @Override
  public ClockModel clock(DeviceConfig config) throws RigFileException {
    KernelClock clock = KernelClock.ofMoments(config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS));
    clock.means(
        "the moment that the runtime was asked for",
        config.path(PATH_MILLIS, PATH_UNCERTAINTY_MILLIS),
        micros -> micros * 1000,
        1_000);
    return clock;
  }

  @Override
  public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
      throws RigFileException {
    return new OpenXrSession(config.needs(ByteLink.class, link), setup(config), streams);
  }

  @Override
  public List<CommandSpec> commands(DeviceConfig config) throws RigFileException {
    if (!config.flag(CONTROLLERS)) {
      return List.of();
    }
    List<CommandSpec.Parameter> parameters =
        List.of(
            new CommandSpec.Parameter("Strength", "", 0, 1, 0.5),
            new CommandSpec.Parameter("Time", "s", 0.01, 2, 0.2));
    return List.of(
        new CommandSpec(
            LEFT_PULSE, "Buzz the left controller", CommandSpec.Effect.HAPTIC, parameters),
        new CommandSpec(
            RIGHT_PULSE, "Buzz the right controller", CommandSpec.Effect.HAPTIC, parameters));
  }
}
