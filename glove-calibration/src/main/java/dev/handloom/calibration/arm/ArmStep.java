package dev.handloom.calibration.arm;

import java.util.Locale;

/// Something that a person is asked to do with an arm.
///
/// @param joint index of the joint that is asked for; −1 for the whole arm
/// @param title in two or three words
/// @param words a sentence that can be spoken
public record ArmStep(Kind kind, int joint, String title, String words) {
  /// What is asked.
  public enum Kind {
    /// The whole arm in the pose in which every joint is zero.
    ZERO,
    /// One joint through its range and back.
    SWEEP,
    /// One joint by a right angle, the way its angle should grow.
    BEND
  }

  static ArmStep zero() {
    return new ArmStep(
        Kind.ZERO, -1, "Zero pose", "Put every joint in its zero pose and hold the arm still.");
  }

  static ArmStep sweep(int joint, Encoder encoder) {
    return new ArmStep(
        Kind.SWEEP,
        joint,
        "Sweep " + encoder.words(),
        "Move the "
            + encoder.words()
            + " alone, slowly, to one end, to the other, and back to its zero pose.");
  }

  static ArmStep bend(int joint, Encoder encoder) {
    String how = encoder.lever() ? " all the way" : " by a right angle, or as far as it goes,";
    return new ArmStep(
        Kind.BEND,
        joint,
        "Bend " + encoder.words(),
        way(encoder.name()) + how + " and hold it there.");
  }

  /// The way in which an angle should grow, by what its joint is called.
  private static String way(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    String joint = name.replace('_', ' ');
    if (word.contains("gripper") || word.contains("trigger")) {
      return "Close the " + joint;
    }
    if (word.endsWith("_bend") || word.endsWith("_curl")) {
      return "Bend the " + joint.substring(0, joint.length() - "_bend".length());
    }
    if (word.contains("elbow")) {
      return "Bend the elbow";
    }
    if (word.contains("roll")) {
      return "Turn the " + joint + " to the right";
    }
    if (word.contains("pan") || word.contains("yaw")) {
      return "Turn the " + joint + " to the left";
    }
    if (word.contains("lift") || word.contains("pitch") || word.contains("flex")) {
      return "Move the " + joint + " upwards";
    }
    return "Turn the " + joint + " the way its angle should grow";
  }
}
