package dev.handloom.calibration.glove;

import dev.handloom.calibration.hand.AngleLimits;
import dev.handloom.calibration.hand.InverseKinematics;
import dev.handloom.calibration.hand.PalmFrame;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A glove that sends a skeleton: the angles of its joints, by inverse kinematics. What the glove's
/// own program believes of the hand's size does not matter, only where its bones point.
public final class SkeletonReader implements GloveReader {
  private static final Sense[] THUMB = {Sense.OPPOSITION, Sense.SPREAD, Sense.MCP, Sense.DIP};
  private static final Sense[] FINGER = {Sense.MCP, Sense.SPREAD, Sense.PIP, Sense.DIP};

  /// With fewer it is no hand: the wrist, three knuckles, a finger.
  private static final int LEAST_JOINTS = 12;

  /// An uncalibrated skeleton bends its joints farther than a hand could; it is not cut short, or a
  /// joint at its limit would look like a sensor at its stop. Radians.
  private static final double SLACK = 0.5;

  private final int[] at;
  private final PalmFrame palm;
  private final InverseKinematics inverse;
  private final double[] joints = new double[HandPose.VALUES];
  private final double[] trust = new double[HandJoint.COUNT];
  private final double[] angles = new double[HandAngles.COUNT];
  private final List<SensedChannel> channels;

  SkeletonReader(StreamSpec spec, HandSide side) {
    at = places(spec);
    HandSize size = HandSize.ADULT;
    palm = new PalmFrame(side, size);
    inverse = new InverseKinematics(side, size, SLACK);
    for (int j = 0; j < at.length; j++) {
      trust[j] = at[j] >= 0 ? 1 : 0;
    }
    List<SensedChannel> sensed = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      for (int k = 0; k < HandAngles.PER_FINGER; k++) {
        Sense sense = (finger == Finger.THUMB ? THUMB : FINGER)[k];
        int i = HandAngles.index(finger, k);
        sensed.add(
            new SensedChannel(
                finger.word() + "_" + sense.name().toLowerCase(Locale.ROOT),
                finger,
                shown(finger, k) ? sense : Sense.OTHER,
                true,
                AngleLimits.low(i),
                AngleLimits.high(i)));
      }
    }
    channels = List.copyOf(sensed);
  }

  /// Whether the joints that show an angle are there: both ends of the bone that it turns.
  private boolean shown(Finger finger, int angle) {
    int first = finger.base().ordinal() + (finger == Finger.THUMB ? 0 : 1);
    int bone = first + Math.max(0, angle - 1);
    return at[bone] >= 0 && at[bone + 1] >= 0;
  }

  static boolean fits(StreamSpec spec) {
    int found = 0;
    int[] places = places(spec);
    for (int place : places) {
      found += place >= 0 ? 1 : 0;
    }
    return found >= LEAST_JOINTS
        && places[HandJoint.WRIST.ordinal()] >= 0
        && places[HandJoint.INDEX_PROXIMAL.ordinal()] >= 0
        && places[HandJoint.MIDDLE_PROXIMAL.ordinal()] >= 0
        && places[HandJoint.LITTLE_PROXIMAL.ordinal()] >= 0;
  }

  /// Where the position of each of our joints begins among the channels, or −1.
  private static int[] places(StreamSpec spec) {
    int[] places = new int[HandJoint.COUNT];
    Arrays.fill(places, -1);
    boolean countsFromBase =
        spec.channels().stream()
            .anyMatch(c -> c.name().matches(".*thumb_(medial|intermediate(_base)?)_x"));
    for (int c = 0; c + 2 < spec.channels().size(); c++) {
      String name = spec.channels().get(c).name();
      if (name.endsWith("_x") && spec.channels().get(c + 1).name().endsWith("_y")) {
        int joint = joint(name.substring(0, name.length() - 2), countsFromBase);
        if (joint >= 0 && places[joint] < 0) {
          places[joint] = c;
        }
      }
    }
    return places;
  }

  /// @param countsFromBase whether the thumb's joints are called as a finger's without a
  ///   metacarpal, so that its proximal one is the one at the wrist
  private static int joint(String name, boolean countsFromBase) {
    Finger finger = SensedChannel.finger(name);
    if (finger == null) {
      return ends(name, "wrist", "hand", "carpus") ? HandJoint.WRIST.ordinal() : -1;
    }
    int base = finger.base().ordinal();
    boolean thumb = finger == Finger.THUMB;
    int knuckle = base + (thumb && countsFromBase ? 0 : 1);
    if (ends(name, "intermediate_tip", "distal", "dip", "_ip", "_03")) {
      return thumb ? base + 2 : base + 3;
    }
    if (name.endsWith("tip")) {
      return finger.tip().ordinal();
    }
    if (ends(name, "metacarpal", "cmc", thumb ? "_01" : "_00")) {
      return base;
    }
    if (ends(name, "proximal", "mcp", "knuckle", thumb ? "_02" : "_01")) {
      return knuckle;
    }
    return ends(name, "intermediate", "intermediate_base", "medial", "pip", "_02")
        ? knuckle + 1
        : -1;
  }

  private static boolean ends(String name, String... words) {
    for (String word : words) {
      if (name.endsWith(word)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<SensedChannel> channels() {
    return channels;
  }

  @Override
  public void read(double[] values, double[] out) {
    for (int j = 0; j < at.length; j++) {
      for (int axis = 0; axis < 3; axis++) {
        joints[j * HandPose.PER_JOINT + axis] = at[j] < 0 ? Double.NaN : values[at[j] + axis];
      }
    }
    if (!palm.straighten(joints)) {
      Arrays.fill(out, Double.NaN);
      return;
    }
    inverse.follow(joints, trust, angles);
    System.arraycopy(angles, 0, out, 0, angles.length);
  }
}
