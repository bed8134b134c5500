package dev.handloom.calibration.space;

import dev.handloom.calibration.equations.SymmetricEigen;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;

/// Lays a headset's space over another by points that were touched: where a fingertip or a
/// controller's tip was for the headset, and where the points are in the other space, as the
/// corners of a printed board that a camera sees.
public final class TouchAlignment {
  /// Three fix a space; the fourth tells whether they do.
  public static final int LEAST = 4;

  /// Points nearer to a line than this leave the turn about it open.
  private static final double LEAST_SPREAD_METRES = 0.02;

  private TouchAlignment() {}

  /// A point that was touched.
  public record Touch(Vec3 inHeadset, Vec3 inTarget) {}

  /// The residual of the check is that of each point in turn, by an alignment of the others.
  ///
  /// @throws AlignmentRefusal where the points leave the answer open
  public static Alignment of(List<Touch> touches) throws AlignmentRefusal {
    if (touches.size() < LEAST) {
      throw new AlignmentRefusal(
          touches.size() + " points were touched, and " + LEAST + " are needed.");
    }
    Pose found = rigid(touches);
    double sum = 0;
    double held = 0;
    for (int i = 0; i < touches.size(); i++) {
      Touch each = touches.get(i);
      double away = found.apply(each.inHeadset()).distance(each.inTarget());
      sum += away * away;
      List<Touch> others = new ArrayList<>(touches);
      others.remove(i);
      double off = rigid(others).apply(each.inHeadset()).distance(each.inTarget());
      held += off * off;
    }
    int n = touches.size();
    return new Alignment(
        found, Pose.IDENTITY, Math.sqrt(sum / n), 0, Math.sqrt(held / n), 0, n, n, 0);
  }

  /// By Horn's quaternion: the turn is the eigenvector of the largest eigenvalue.
  private static Pose rigid(List<Touch> touches) throws AlignmentRefusal {
    Vec3 from = Vec3.ZERO;
    Vec3 to = Vec3.ZERO;
    for (Touch each : touches) {
      from = from.plus(each.inHeadset().times(1.0 / touches.size()));
      to = to.plus(each.inTarget().times(1.0 / touches.size()));
    }
    double[][] s = new double[3][3];
    double[][] spread = new double[3][3];
    for (Touch each : touches) {
      double[] a = parts(each.inHeadset().minus(from));
      double[] b = parts(each.inTarget().minus(to));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          s[i][j] += a[i] * b[j];
          spread[i][j] += b[i] * b[j] / touches.size();
        }
      }
    }
    if (Math.sqrt(Math.max(0, SymmetricEigen.of(spread).values()[1])) < LEAST_SPREAD_METRES) {
      throw new AlignmentRefusal(
          "The points lie almost on a line. Touch the corners of a board, not points of one edge.");
    }
    double[][] n = {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
    };
    double[] q = SymmetricEigen.of(n).vectors()[3];
    Quat turn = new Quat(q[1], q[2], q[3], q[0]).unit();
    return new Pose(to.minus(turn.rotate(from)), turn);
  }

  private static double[] parts(Vec3 v) {
    return new double[] {v.x(), v.y(), v.z()};
  }
}
