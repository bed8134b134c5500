package dev.handloom.device.sim.person;

/// What the person was asked to do with an arm that they lead, joint by joint.
///
/// @param fromNanos since the start
/// @param joint in the order of the arm's encoders; of no meaning in the zero pose
public record AskedArm(Kind kind, int joint, long fromNanos) {
  /// What is asked.
  public enum Kind {
    ZERO,
    SWEEP,
    BEND
  }
}
