package dev.handloom.device.sim.skeleton;

import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;

/// Where the joints of a hand are.
public final class WorldHand {
  private final HandSide side;
  private final ForwardKinematics kinematics;
  private final double[] joints = new double[HandPose.VALUES];
  private Pose wrist = Pose.IDENTITY;

  public WorldHand(HandSide side) {
    this.side = side;
    kinematics = new ForwardKinematics(side, HandSize.ADULT);
  }

  /// Goes on to another moment.
  public void at(Moment moment) {
    kinematics.solve(moment.angles(side), joints);
    wrist = moment.wrist(side);
  }

  /// A joint in the world.
  public Pose joint(HandJoint joint) {
    return wrist.then(local(joint));
  }

  /// A joint in the wrist's frame.
  public Pose local(HandJoint joint) {
    int at = joint.ordinal() * HandPose.PER_JOINT;
    return new Pose(
        new Vec3(joints[at], joints[at + 1], joints[at + 2]),
        new Quat(joints[at + 3], joints[at + 4], joints[at + 5], joints[at + 6]));
  }

  /// A joint in the frame of the one before it on its finger; of the first, in the wrist's.
  public Pose toParent(HandJoint joint, HandJoint parent) {
    return parent == HandJoint.WRIST ? local(joint) : local(parent).inverse().then(local(joint));
  }
}
