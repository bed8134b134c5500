package dev.handloom.device.sim.person;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;

/// Everything about the person and the things on the table at one instant.
///
/// @param leftAngles as [dev.handloom.device.hand.HandAngles] lays them out
/// @param gripper the point between its finger tips; fingers point along −Z and open along X
/// @param gripperWidthMetres between the finger pads
/// @param cup the middle of its bottom
/// @param block its centre
/// @param pouring 0 to 1: how strongly water runs out of the cup
public record Moment(
    double[] leftAngles,
    double[] rightAngles,
    Pose leftWrist,
    Pose rightWrist,
    Pose head,
    Pose gripper,
    double gripperWidthMetres,
    Pose cup,
    Pose block,
    double pouring) {

  public double[] angles(HandSide side) {
    return side == HandSide.LEFT ? leftAngles : rightAngles;
  }

  /// The same with the gripper open so far.
  Moment withGripper(double metres) {
    return new Moment(
        leftAngles, rightAngles, leftWrist, rightWrist, head, gripper, metres, cup, block, pouring);
  }

  /// The same with one hand elsewhere.
  Moment withHand(HandSide side, double[] angles, Pose wrist) {
    boolean left = side == HandSide.LEFT;
    return new Moment(
        left ? angles : leftAngles,
        left ? rightAngles : angles,
        left ? wrist : leftWrist,
        left ? rightWrist : wrist,
        head,
        gripper,
        gripperWidthMetres,
        cup,
        block,
        pouring);
  }

  public Pose wrist(HandSide side) {
    return side == HandSide.LEFT ? leftWrist : rightWrist;
  }
}
