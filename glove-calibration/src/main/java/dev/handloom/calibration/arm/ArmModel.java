package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.Unwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An arm: from what its stream says to joint angles, each with its bound.
public record ArmModel(List<ArmJoint> joints) {
  public ArmModel {
    joints = List.copyOf(joints);
  }

  public Predictor predictor() {
    return new Predictor(this);
  }

  /// Applies a model. One instance per thread; allocates nothing per call.
  public static final class Predictor {
    private final ArmJoint[] joints;
    private final @Nullable Unwrapped[] turns;
    private final double[] shift;
    private final boolean[] begun;

    Predictor(ArmModel model) {
      joints = model.joints.toArray(ArmJoint[]::new);
      turns = new @Nullable Unwrapped[joints.length];
      shift = new double[joints.length];
      begun = new boolean[joints.length];
      for (int j = 0; j < joints.length; j++) {
        boolean follow = joints[j].turns() && !joints[j].countsTurns();
        turns[j] = follow ? new Unwrapped(joints[j].encoder().period()) : null;
      }
    }

    /// @param values of the stream
    /// @param angles the answer, radians; NaN where nothing came
    public void angles(double[] values, double[] angles) {
      for (int j = 0; j < joints.length; j++) {
        double reading = joints[j].reading(values);
        angles[j] = joints[j].turns() ? turned(j, reading) : joints[j].angle(reading);
      }
    }

    private double turned(int j, double reading) {
      ArmJoint joint = joints[j];
      if (!begun[j] && !Double.isNaN(reading)) {
        begun[j] = true;
        shift[j] = joint.startShift(reading);
      }
      Unwrapped follow = turns[j];
      return joint.followed(shift[j] + (follow == null ? reading : follow.see(reading)));
    }

    public void bounds(double[] angles, double[] bounds) {
      for (int j = 0; j < joints.length; j++) {
        bounds[j] = joints[j].bound(angles[j]);
      }
    }
  }
}
