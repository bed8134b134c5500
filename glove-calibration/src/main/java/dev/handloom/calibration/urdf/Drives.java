package dev.handloom.calibration.urdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a robot can be told: the joints that move by themselves, each within the limits of all the
/// joints that follow it.
public final class Drives {
  /// A joint without an end is kept to one turn to either side, or its target would have no range.
  private static final double TURN = 2 * Math.PI;

  /// What does not move by more than this does not move.
  private static final double STIFF = 1e-9;

  private static final int NONE = -1;

  /// More than enough steps of the last bit to make up for what a division rounds away.
  private static final int STEPS = 8;

  private final List<RobotJoint> driven = new ArrayList<>();
  private final double[] lower;
  private final double[] upper;
  private final double[] velocity;

  /// Per joint of the model.
  private final int[] drive;

  private final double[] multiplier;
  private final double[] offset;

  private Drives(int joints, int count) {
    drive = new int[joints];
    multiplier = new double[joints];
    offset = new double[joints];
    lower = new double[count];
    upper = new double[count];
    velocity = new double[count];
  }

  /// @throws UrdfException where mimic joints follow each other in a circle, or leave no room
  public static Drives of(RobotModel model) throws UrdfException {
    List<RobotJoint> joints = model.joints();
    int count = 0;
    for (RobotJoint joint : joints) {
      count += isDriven(joint) ? 1 : 0;
    }
    Drives drives = new Drives(joints.size(), count);
    for (int j = 0; j < joints.size(); j++) {
      if (isDriven(joints.get(j))) {
        int d = drives.driven.size();
        drives.driven.add(joints.get(j));
        drives.lower[d] = Math.max(joints.get(j).lower(), -TURN);
        drives.upper[d] = Math.min(joints.get(j).upper(), TURN);
        drives.velocity[d] = joints.get(j).velocity();
      }
    }
    for (int j = 0; j < joints.size(); j++) {
      drives.resolve(joints, j);
    }
    for (int d = 0; d < count; d++) {
      RobotJoint joint = drives.driven.get(d);
      if (!(drives.upper[d] - drives.lower[d] > STIFF)) {
        throw new UrdfException(
            "Joint "
                + joint.name()
                + " has no room: within its limits, those that mimic it would leave theirs.");
      }
    }
    return drives;
  }

  private static boolean isDriven(RobotJoint joint) {
    return joint.kind().moves() && joint.mimic() == null && joint.upper() - joint.lower() > STIFF;
  }

  private void resolve(List<RobotJoint> joints, int j) throws UrdfException {
    RobotJoint joint = joints.get(j);
    double times = 1;
    double plus = 0;
    Set<String> seen = new HashSet<>();
    RobotJoint at = joint;
    for (Mimic mimic = at.mimic(); mimic != null && at.kind().moves(); mimic = at.mimic()) {
      if (!seen.add(at.name())) {
        throw new UrdfException("Joint " + joint.name() + " mimics itself by way of others.");
      }
      RobotJoint followed = named(joints, mimic.joint());
      if (followed == null) {
        throw new UrdfException(
            "Joint " + at.name() + " mimics " + mimic.joint() + ", and there is no such joint.");
      }
      plus += times * mimic.offset();
      times *= mimic.multiplier();
      at = followed;
    }
    int d = driven.indexOf(at);
    if (!joint.kind().moves() || d < 0) {
      // Stiff, or it follows one that is: it stands at one place.
      double stands = at.kind().moves() ? Math.clamp(0, at.lower(), at.upper()) : 0;
      drive[j] = NONE;
      multiplier[j] = 0;
      offset[j] = joint.kind().moves() ? times * stands + plus : 0;
      return;
    }
    drive[j] = d;
    multiplier[j] = times;
    offset[j] = plus;
    if (joint.mimic() != null && times != 0) {
      narrow(d, joint, times, plus);
    }
  }

  private void narrow(int d, RobotJoint joint, double times, double plus) {
    double a = (joint.lower() - plus) / times;
    double b = (joint.upper() - plus) / times;
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    // Division rounds: step inside until the follower is within its limits to the last bit.
    double step =
        Math.ulp(Math.abs(plus) + Math.abs(joint.lower() + joint.upper())) / Math.abs(times);
    for (int n = 0; n < STEPS && Double.isFinite(low) && !within(joint, times * low + plus); n++) {
      low += Math.max(step, Math.ulp(low));
    }
    for (int n = 0;
        n < STEPS && Double.isFinite(high) && !within(joint, times * high + plus);
        n++) {
      high -= Math.max(step, Math.ulp(high));
    }
    lower[d] = Math.max(lower[d], low);
    upper[d] = Math.min(upper[d], high);
    velocity[d] = Math.min(velocity[d], joint.velocity() / Math.abs(times));
  }

  private static boolean within(RobotJoint joint, double value) {
    return value >= joint.lower() && value <= joint.upper();
  }

  private static @Nullable RobotJoint named(List<RobotJoint> joints, String name) {
    return joints.stream().filter(joint -> joint.name().equals(name)).findFirst().orElse(null);
  }

  public int count() {
    return driven.size();
  }

  public RobotJoint joint(int drive) {
    return driven.get(drive);
  }

  public double lower(int drive) {
    return lower[drive];
  }

  public double upper(int drive) {
    return upper[drive];
  }

  /// The fastest that it and its followers may move; ∞ where nothing is said.
  public double velocity(int drive) {
    return velocity[drive];
  }

  /// Which drive moves a joint of the model; −1 for one that stands still.
  public int driveOf(int joint) {
    return drive[joint];
  }

  /// By how much a joint moves along with its drive.
  public double multiplier(int joint) {
    return multiplier[joint];
  }

  /// Where a joint of the model stands.
  public double value(int joint, double[] q) {
    int d = drive[joint];
    return d < 0 ? offset[joint] : multiplier[joint] * q[d] + offset[joint];
  }

  /// Where each drive rests: at zero, or as near as its limits let it.
  public double[] rest() {
    double[] q = new double[count()];
    for (int d = 0; d < q.length; d++) {
      q[d] = Math.clamp(0, lower[d], upper[d]);
    }
    return q;
  }
}
