package dev.handloom.calibration.space;

import dev.handloom.calibration.equations.SymmetricEigen;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

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
    double held = 0;
    for (double off : offs(touches)) {
      held += off * off;
    }
    int n = touches.size();
    return new Alignment(
        found, Pose.IDENTITY, rms(found, touches), 0, Math.sqrt(held / n), 0, n, n, 0);
  }

  private static double rms(Pose pose, List<Touch> touches) {
    double sum = 0;
    for (Touch each : touches) {
      double away = off(pose, each);
      sum += away * away;
    }
    return Math.sqrt(sum / touches.size());
  }

  private static double off(Pose pose, Touch touch) {
    return pose.apply(touch.inHeadset()).distance(touch.inTarget());
  }

  /// How far each point lies off where an alignment of the others puts it, in metres.
  public static double[] offs(List<Touch> touches) throws AlignmentRefusal {
    double[] offs = new double[touches.size()];
    for (int i = 0; i < offs.length; i++) {
      offs[i] = off(rigid(without(touches, i)), touches.get(i));
    }
    return offs;
  }

  /// The point without which the others agree best, if with it they do not agree: one wrong point
  /// throws an alignment of it and others off, and the right ones with it.
  ///
  /// @param metres a point that is farther off than this was not touched
  public static OptionalInt wrong(List<Touch> touches, double metres) throws AlignmentRefusal {
    int found = -1;
    double best = Double.MAX_VALUE;
    for (int i = 0; i < touches.size(); i++) {
      List<Touch> others = without(touches, i);
      double rest = rms(rigid(others), others);
      if (rest < best) {
        best = rest;
        found = i;
      }
    }
    return found >= 0 && off(rigid(without(touches, found)), touches.get(found)) > metres
        ? OptionalInt.of(found)
        : OptionalInt.empty();
  }

  private static List<Touch> without(List<Touch> touches, int index) {
    List<Touch> others = new ArrayList<>(touches);
    others.remove(index);
    return others;
  }

  /// How far something is put off, as a root mean square, that lies so far from the middle of the
  /// points, in the worst direction; where each point is as uncertain in x, y and z as the touches
  /// say by what is left of them.
  public static double farOff(List<Touch> touches, double metres) throws AlignmentRefusal {
    Pose found = rigid(touches);
    int n = touches.size();
    // Three numbers a point, of which six were spent on the pose.
    double residual = rms(found, touches);
    double variance = residual * residual * n / (3.0 * n - 6);
    Vec3 middle = Vec3.ZERO;
    for (Touch each : touches) {
      middle = middle.plus(each.inTarget().times(1.0 / n));
    }
    double[][] spread = new double[3][3];
    for (Touch each : touches) {
      double[] b = parts(each.inTarget().minus(middle));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          spread[i][j] += b[i] * b[j];
        }
      }
    }
    // About each of its main axes a turn is known by what lies off that axis.
    double[] along = SymmetricEigen.of(spread).values();
    double[] turn = new double[3];
    for (int i = 0; i < 3; i++) {
      turn[i] = variance / (along[(i + 1) % 3] + along[(i + 2) % 3]);
    }
    double worst = Math.max(turn[0] + turn[1], Math.max(turn[1] + turn[2], turn[0] + turn[2]));
    return Math.sqrt(3 * variance / n + metres * metres * worst);
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
