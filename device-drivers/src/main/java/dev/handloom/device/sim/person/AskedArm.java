package dev.handloom.device.sim.person;

import java.util.List;

/// What the person was asked to do with an arm that they lead, joint by joint.
///
/// @param fromNanos since the start
/// @param joint in the order of the arm's encoders; of no meaning where the whole arm is asked for
/// @param shares of a robot's joints from their lowest to their highest, in a pose that is to be
///   matched; empty otherwise
public record AskedArm(Kind kind, int joint, List<Double> shares, long fromNanos) {
  public AskedArm {
    shares = List.copyOf(shares);
  }

  /// Joint by joint.
  public AskedArm(Kind kind, int joint, long fromNanos) {
    this(kind, joint, List.of(), fromNanos);
  }

  /// What is asked.
  public enum Kind {
    ZERO,
    SWEEP,
    BEND,
    /// To stand as a robot's hand does.
    MATCH
  }
}
