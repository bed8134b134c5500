package dev.handloom.app.retarget;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.calibration.retarget.Objective;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.RetargetedJoints;
import dev.handloom.calibration.retarget.Retargeter;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The robot's hand that follows a device of the rig, as its setting `retarget` says: its joint
/// targets are a stream beside the hand's.
public final class RigRobot {
  private static final Logger LOG = LoggerFactory.getLogger(RigRobot.class);

  /// What the streams of targets end in.
  public static final String PART = "/robot";

  private RigRobot() {}

  /// Says before anything is started what is wrong with the robots of a rig.
  public static void check(RigFile file) throws RigFileException {
    for (DeviceConfig config : file.devices()) {
      if (config.settings().containsKey("retarget")) {
        hand(config);
        settings(config);
      }
    }
  }

  /// Hangs the robots of a rig on the hands of their devices.
  public static void follow(Workplace workplace) throws RigFileException {
    Rig rig = workplace.rig();
    List<RigGlove> gloves = RigGlove.of(workplace);
    for (Device device : rig.devices()) {
      DeviceConfig config = device.config();
      if (!config.settings().containsKey("retarget")) {
        continue;
      }
      RobotHand hand = hand(config);
      RetargetSettings settings = settings(config);
      boolean any = false;
      for (LiveStream stream : device.streams()) {
        StreamSpec spec = stream.spec();
        if (spec.kind() == StreamKind.HAND && spec.channels().size() == HandPose.VALUES) {
          HandSide side = workplace.sideOf(spec);
          rig.derive(spec.name(), joints(spec, spec.name() + PART, hand, side, settings));
          any = true;
        }
      }
      for (RigGlove glove : gloves) {
        if (glove.device().equals(device) && glove.spec().kind() != StreamKind.HAND) {
          StreamSpec spec =
              HandPose.spec(glove.handName(), glove.spec().nominalHz(), "the hand of a glove");
          rig.deriveFrom(
              glove.handName(), joints(spec, glove.prefix() + PART, hand, glove.side(), settings));
          any = true;
        }
      }
      if (!any) {
        throw config.wrong("retarget", "is for devices that feel or see a hand");
      }
    }
  }

  private static RetargetedJoints joints(
      StreamSpec input, String name, RobotHand hand, HandSide side, RetargetSettings settings) {
    return new RetargetedJoints(input, name, new Retargeter(hand.wornOn(side), settings));
  }

  private static RobotHand hand(DeviceConfig config) throws RigFileException {
    try {
      RobotHands.Found found = RobotHands.find(config.setting("retarget", ""));
      if (found.guessed()) {
        LOG.info(
            "What the links of {} mean is a guess: {}",
            found.hand().name(),
            RobotHands.text(found.hand().mapping()).replaceAll("\\s+", " "));
      }
      return found.hand();
    } catch (IOException | UrdfException e) {
      throw config.wrong("retarget", "cannot be followed. " + e.getMessage());
    }
  }

  private static RetargetSettings settings(DeviceConfig config) throws RigFileException {
    Objective objective =
        Objective.named(config.setting("retarget_objective", "pinch")).orElse(Objective.PINCH);
    double scale = config.number("retarget_scale", 1);
    try {
      return new RetargetSettings(objective, scale, RetargetSettings.USUAL.smoothness());
    } catch (IllegalArgumentException e) {
      throw config.wrong("retarget_scale", "cannot be so. " + e.getMessage());
    }
  }
}
