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
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The robot's hand that follows a device of the rig, as its setting `retarget` says: its joint
/// targets are a stream beside the hand's.
public final class RigRobot {
  private static final Logger LOG = LoggerFactory.getLogger(RigRobot.class);

  /// What the streams of targets end in.
  public static final String PART = "/robot";

  private static final String SETTING = "retarget";
  private static final String OBJECTIVE = "retarget_objective";
  private static final String SCALE = "retarget_scale";
  private static final String SMOOTHNESS = "retarget_smoothness";

  private RigRobot() {}

  /// What a device's setting says that follows it; empty where none does.
  public static String named(DeviceConfig config) {
    return config.setting(SETTING, "");
  }

  /// Says before anything is started what is wrong with the robots of a rig.
  public static void check(RigFile file) throws RigFileException {
    for (DeviceConfig config : file.devices()) {
      if (config.settings().containsKey(SETTING)) {
        hand(file, config);
        settings(config);
      }
    }
  }

  /// A hand of a device that a robot can follow.
  ///
  /// @param stream the name of its hands in the hub, which may come later
  /// @param robot the name that the targets of its robot have
  /// @param hz how often it comes
  /// @param felt whether it is what a glove's calibration makes of it
  public record Hand(
      Device device, String stream, String robot, HandSide side, double hz, boolean felt) {}

  /// The hands of a rig, in its order.
  public static List<Hand> hands(Workplace workplace) {
    List<RigGlove> gloves = RigGlove.of(workplace);
    List<Hand> hands = new ArrayList<>();
    for (Device device : workplace.rig().devices()) {
      for (LiveStream stream : device.streams()) {
        StreamSpec spec = stream.spec();
        if (spec.kind() == StreamKind.HAND && spec.channels().size() == HandPose.VALUES) {
          hands.add(
              new Hand(
                  device,
                  spec.name(),
                  spec.name() + PART,
                  workplace.sideOf(spec),
                  spec.nominalHz(),
                  false));
        }
      }
      for (RigGlove glove : gloves) {
        if (glove.device().equals(device) && glove.spec().kind() != StreamKind.HAND) {
          hands.add(
              new Hand(
                  device,
                  glove.handName(),
                  glove.prefix() + PART,
                  glove.side(),
                  glove.spec().nominalHz(),
                  true));
        }
      }
    }
    return hands;
  }

  /// Hangs the robots of a rig on the hands of their devices.
  public static void follow(Workplace workplace) throws RigFileException {
    Rig rig = workplace.rig();
    List<Hand> hands = hands(workplace);
    for (Device device : rig.devices()) {
      DeviceConfig config = device.config();
      if (!config.settings().containsKey(SETTING)) {
        continue;
      }
      RobotHand robot = hand(rig.file(), config);
      RetargetSettings settings = settings(config);
      boolean any = false;
      for (Hand hand : hands) {
        if (hand.device().equals(device)) {
          follow(rig, hand, robot, settings);
          any = true;
        }
      }
      if (!any) {
        throw config.wrong(SETTING, "is for devices that feel or see a hand");
      }
    }
  }

  private static void follow(Rig rig, Hand hand, RobotHand robot, RetargetSettings settings) {
    if (hand.felt()) {
      StreamSpec spec = HandPose.spec(hand.stream(), hand.hz(), "the hand of a glove");
      rig.deriveFrom(hand.stream(), joints(spec, hand.robot(), robot, hand.side(), settings));
    } else {
      StreamSpec spec = rig.hub().find(hand.stream()).orElseThrow().spec();
      rig.derive(hand.stream(), joints(spec, hand.robot(), robot, hand.side(), settings));
    }
  }

  private static RetargetedJoints joints(
      StreamSpec input, String name, RobotHand hand, HandSide side, RetargetSettings settings) {
    return new RetargetedJoints(input, name, new Retargeter(hand.wornOn(side), settings));
  }

  private static RobotHand hand(RigFile file, DeviceConfig config) throws RigFileException {
    try {
      RobotHands.Found found = find(file, config.setting(SETTING, ""));
      if (found.guessed()) {
        LOG.info(
            "What the links of {} mean is a guess: {}",
            found.hand().name(),
            RobotHands.text(found.hand().mapping()).replaceAll("\\s+", " "));
      }
      return found.hand();
    } catch (IOException | UrdfException e) {
      throw config.wrong(SETTING, "cannot be followed. " + e.getMessage());
    }
  }

  /// The robot hand that a rig names: one of ours, or a file, relative to the rig's.
  public static RobotHands.Found find(RigFile file, String named)
      throws IOException, UrdfException {
    if (RobotHands.shipped().contains(named)) {
      return RobotHands.find(named);
    }
    try {
      return RobotHands.find(file.place(named).toString());
    } catch (InvalidPathException e) {
      throw new UrdfException("No file can be called \"" + named + "\".", e);
    }
  }

  /// How a device's robot follows it.
  public static RetargetSettings settings(DeviceConfig config) throws RigFileException {
    RetargetSettings usual = RetargetSettings.USUAL;
    Objective objective =
        Objective.named(config.setting(OBJECTIVE, usual.objective().word()))
            .orElse(usual.objective());
    double scale = config.number(SCALE, usual.scale());
    double smoothness = config.number(SMOOTHNESS, usual.smoothness());
    try {
      return new RetargetSettings(objective, scale, smoothness);
    } catch (IllegalArgumentException e) {
      throw config.wrong(SCALE, "or " + SMOOTHNESS + " cannot be so. " + e.getMessage());
    }
  }

  /// The same rig with a robot on a device: what is as usual is not written.
  ///
  /// @param named one of ours, or a file; null takes the robot off
  public static RigFile with(
      RigFile file, String device, @Nullable String named, RetargetSettings settings) {
    List<DeviceConfig> devices = new ArrayList<>();
    RetargetSettings usual = RetargetSettings.USUAL;
    for (DeviceConfig config : file.devices()) {
      Map<String, String> all = new HashMap<>(config.settings());
      if (config.id().equals(device)) {
        all.keySet().removeAll(List.of(SETTING, OBJECTIVE, SCALE, SMOOTHNESS));
        if (named != null) {
          all.put(SETTING, named);
          if (settings.objective() != usual.objective()) {
            all.put(OBJECTIVE, settings.objective().word());
          }
          if (settings.scale() != usual.scale()) {
            all.put(SCALE, plain(settings.scale()));
          }
          if (settings.smoothness() != usual.smoothness()) {
            all.put(SMOOTHNESS, plain(settings.smoothness()));
          }
        }
      }
      devices.add(config.with(all));
    }
    return file.with(devices);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).toPlainString();
  }

  /// As the rig's file names a file: relative where both can be carried away together.
  public static String written(RigFile rig, String named) {
    if (RobotHands.shipped().contains(named)) {
      return named;
    }
    Path place = rig.place(named).toAbsolutePath().normalize();
    Path folder = rig.folder();
    if (folder != null && place.startsWith(folder.normalize())) {
      return folder.normalize().relativize(place).toString().replace('\\', '/');
    }
    return place.toString();
  }
}
