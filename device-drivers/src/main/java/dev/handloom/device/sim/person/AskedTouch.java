package dev.handloom.device.sim.person;

import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import org.jspecify.annotations.Nullable;

/// The person was asked to put the tip of an index finger somewhere and to hold it there, or to go
/// back to the programme.
///
/// @param from how the person was when they were asked
/// @param wrist where the wrist is while the finger touches; null where the programme goes on
/// @param fromNanos since the start
record AskedTouch(HandSide side, Moment from, @Nullable Pose wrist, long fromNanos) {
  private static final double REACTION_SECONDS = 0.3;
  private static final double MOVE_SECONDS = 0.8;

  /// A finger that goes on to another place is lifted.
  private static final double LIFT_METRES = 0.05;

  private static final double DOWN_RADIANS = 0.75;
  private static final double INWARDS_RADIANS = 0.2;

  /// @param tip where the middle of the fingertip comes to lie
  static AskedTouch of(HandSide side, Moment from, Vec3 tip, long nanos) {
    double inwards = side == HandSide.RIGHT ? INWARDS_RADIANS : -INWARDS_RADIANS;
    Quat turned = Quat.about(Table.Y, inwards).times(Quat.about(Table.X, -DOWN_RADIANS));
    double[] joints = new double[HandPose.VALUES];
    new ForwardKinematics(side, HandSize.ADULT).solve(Grips.POINTING, joints);
    int at = HandJoint.INDEX_TIP.ordinal() * HandPose.PER_JOINT;
    Vec3 reach = turned.rotate(new Vec3(joints[at], joints[at + 1], joints[at + 2]));
    return new AskedTouch(side, from, new Pose(tip.minus(reach), turned), nanos);
  }

  /// The person in the middle of it.
  ///
  /// @param rest as the programme has it
  Moment over(Moment rest, long nanos) {
    double share = MinimumJerk.share(((nanos - fromNanos) / 1e9 - REACTION_SECONDS) / MOVE_SECONDS);
    double[] to = wrist == null ? rest.angles(side) : Grips.POINTING;
    double[] angles = from.angles(side).clone();
    for (int i = 0; i < angles.length; i++) {
      angles[i] += share * (to[i] - angles[i]);
    }
    Pose way = from.wrist(side).towards(wrist == null ? rest.wrist(side) : wrist, share);
    Vec3 lifted = Table.Y.times(LIFT_METRES * Math.sin(Math.PI * share));
    return rest.withHand(side, angles, new Pose(way.position().plus(lifted), way.rotation()));
  }
}
