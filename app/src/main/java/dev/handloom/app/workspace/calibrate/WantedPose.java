package dev.handloom.app.workspace.calibrate;

import dev.handloom.calibration.hand.InverseKinematics;
import dev.handloom.calibration.run.PoseTarget;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// What a hand of this size looks like in each pose, for the picture beside the live one.
final class WantedPose {
  /// A pinch that most people's angles leave open is closed: the tips are pulled together so often.
  private static final int ROUNDS = 6;

  /// How much the other joints hold against that.
  private static final double HELD = 0.03;

  private final HandSide side;
  private final HandSize size;
  private final Map<Step, double[]> known = new EnumMap<>(Step.class);

  WantedPose(HandSide side, HandSize size) {
    this.side = side;
    this.size = size;
  }

  /// 26 joints in the wrist's frame, laid out as [HandPose]; not to be written to.
  double[] joints(Step step) {
    return known.computeIfAbsent(step, this::make);
  }

  private double[] make(Step step) {
    double[] angles = PoseTarget.of(step).mean().clone();
    ForwardKinematics kinematics = new ForwardKinematics(side, size);
    double[] joints = new double[HandPose.VALUES];
    kinematics.solve(angles, joints);
    Finger finger = step.pinched();
    if (finger == null) {
      return joints;
    }
    InverseKinematics inverse = new InverseKinematics(side, size);
    double[] trust = new double[HandJoint.COUNT];
    Arrays.fill(trust, HELD);
    trust[Finger.THUMB.tip().ordinal()] = 1;
    trust[finger.tip().ordinal()] = 1;
    for (int round = 0; round < ROUNDS; round++) {
      int a = Finger.THUMB.tip().ordinal() * HandPose.PER_JOINT;
      int b = finger.tip().ordinal() * HandPose.PER_JOINT;
      for (int axis = 0; axis < 3; axis++) {
        double middle = (joints[a + axis] + joints[b + axis]) / 2;
        joints[a + axis] = middle;
        joints[b + axis] = middle;
      }
      inverse.solve(joints, trust, angles);
      kinematics.solve(angles, joints);
    }
    return joints;
  }
}
