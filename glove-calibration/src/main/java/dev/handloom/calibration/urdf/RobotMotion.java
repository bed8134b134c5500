package dev.handloom.calibration.urdf;

import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Arrays;
import java.util.List;

/// Forward kinematics of a robot: what its drives say in, where its links are out, and how a point
/// on a link moves with each drive. Allocates nothing per call.
public final class RobotMotion {
  private static final int FRAME = 12;

  private final Drives drives;
  private final int joints;
  private final int[] parent;
  private final int[] drive;
  private final boolean[] moves;
  private final boolean[] turns;
  private final double[] multiplier;
  private final double[] axes;

  /// Per joint its rotation and place in the parent's frame, row by row.
  private final double[] origins;

  /// Per link its rotation (nine numbers, row by row) and place in the root's frame.
  private final double[] frames;

  /// Per joint the place and the axis in the root's frame.
  private final double[] places;

  private final double[] directions;

  public RobotMotion(RobotModel model, Drives drives) {
    this.drives = drives;
    List<RobotJoint> all = model.joints();
    joints = all.size();
    parent = new int[joints];
    drive = new int[joints];
    moves = new boolean[joints];
    turns = new boolean[joints];
    multiplier = new double[joints];
    axes = new double[3 * joints];
    origins = new double[FRAME * joints];
    frames = new double[FRAME * (joints + 1)];
    places = new double[3 * joints];
    directions = new double[3 * joints];
    for (int j = 0; j < joints; j++) {
      RobotJoint joint = all.get(j);
      parent[j] = model.link(joint.parent());
      drive[j] = drives.driveOf(j);
      multiplier[j] = drives.multiplier(j);
      moves[j] = joint.kind().moves();
      turns[j] = joint.kind().turns();
      Vec3 axis = joint.axis();
      axes[3 * j] = axis.x();
      axes[3 * j + 1] = axis.y();
      axes[3 * j + 2] = axis.z();
      write(joint.origin().rotation(), joint.origin().position(), j);
    }
    frames[0] = 1;
    frames[4] = 1;
    frames[8] = 1;
  }

  private void write(Quat q, Vec3 at, int j) {
    int o = FRAME * j;
    origins[o] = 1 - 2 * (q.y() * q.y() + q.z() * q.z());
    origins[o + 1] = 2 * (q.x() * q.y() - q.w() * q.z());
    origins[o + 2] = 2 * (q.x() * q.z() + q.w() * q.y());
    origins[o + 3] = 2 * (q.x() * q.y() + q.w() * q.z());
    origins[o + 4] = 1 - 2 * (q.x() * q.x() + q.z() * q.z());
    origins[o + 5] = 2 * (q.y() * q.z() - q.w() * q.x());
    origins[o + 6] = 2 * (q.x() * q.z() - q.w() * q.y());
    origins[o + 7] = 2 * (q.y() * q.z() + q.w() * q.x());
    origins[o + 8] = 1 - 2 * (q.x() * q.x() + q.y() * q.y());
    origins[o + 9] = at.x();
    origins[o + 10] = at.y();
    origins[o + 11] = at.z();
  }

  /// Moves every link to where the drives put it.
  public void move(double[] q) {
    for (int j = 0; j < joints; j++) {
      int p = FRAME * parent[j];
      int o = FRAME * j;
      int f = FRAME * (j + 1);
      for (int r = 0; r < 3; r++) {
        double a = frames[p + 3 * r];
        double b = frames[p + 3 * r + 1];
        double c = frames[p + 3 * r + 2];
        frames[f + 3 * r] = a * origins[o] + b * origins[o + 3] + c * origins[o + 6];
        frames[f + 3 * r + 1] = a * origins[o + 1] + b * origins[o + 4] + c * origins[o + 7];
        frames[f + 3 * r + 2] = a * origins[o + 2] + b * origins[o + 5] + c * origins[o + 8];
        frames[f + 9 + r] =
            frames[p + 9 + r] + a * origins[o + 9] + b * origins[o + 10] + c * origins[o + 11];
      }
      if (moves[j]) {
        moveJoint(j, f, drives.value(j, q));
      }
    }
  }

  private void moveJoint(int j, int f, double value) {
    double x = axes[3 * j];
    double y = axes[3 * j + 1];
    double z = axes[3 * j + 2];
    for (int r = 0; r < 3; r++) {
      directions[3 * j + r] =
          frames[f + 3 * r] * x + frames[f + 3 * r + 1] * y + frames[f + 3 * r + 2] * z;
      places[3 * j + r] = frames[f + 9 + r];
    }
    if (!turns[j]) {
      for (int r = 0; r < 3; r++) {
        frames[f + 9 + r] += value * directions[3 * j + r];
      }
      return;
    }
    double s = Turn.sin(value);
    double c = Turn.cos(value);
    double k = 1 - c;
    double xx = c + k * x * x;
    double xy = k * x * y - s * z;
    double xz = k * x * z + s * y;
    double yx = k * x * y + s * z;
    double yy = c + k * y * y;
    double yz = k * y * z - s * x;
    double zx = k * x * z - s * y;
    double zy = k * y * z + s * x;
    double zz = c + k * z * z;
    for (int r = 0; r < 3; r++) {
      double a = frames[f + 3 * r];
      double b = frames[f + 3 * r + 1];
      double d = frames[f + 3 * r + 2];
      frames[f + 3 * r] = a * xx + b * yx + d * zx;
      frames[f + 3 * r + 1] = a * xy + b * yy + d * zy;
      frames[f + 3 * r + 2] = a * xz + b * yz + d * zz;
    }
  }

  /// Where a point that is fixed to a link is, in the root's frame.
  ///
  /// @param local the point in the link's frame
  /// @param out three numbers from `at` on
  public void point(int link, Vec3 local, double[] out, int at) {
    int f = FRAME * link;
    for (int r = 0; r < 3; r++) {
      out[at + r] =
          frames[f + 9 + r]
              + frames[f + 3 * r] * local.x()
              + frames[f + 3 * r + 1] * local.y()
              + frames[f + 3 * r + 2] * local.z();
    }
  }

  /// A direction in a link's frame, in the root's.
  public void direction(int link, Vec3 local, double[] out, int at) {
    int f = FRAME * link;
    for (int r = 0; r < 3; r++) {
      out[at + r] =
          frames[f + 3 * r] * local.x()
              + frames[f + 3 * r + 1] * local.y()
              + frames[f + 3 * r + 2] * local.z();
    }
  }

  /// How a point moves with each drive: three rows of as many numbers as there are drives.
  ///
  /// @param point in the root's frame, three numbers from `at` on
  public void slopes(int link, double[] point, int at, double[] out, int from) {
    int n = drives.count();
    Arrays.fill(out, from, from + 3 * n, 0);
    for (int l = link; l > 0; ) {
      int j = l - 1;
      int d = drive[j];
      if (moves[j] && d >= 0) {
        double m = multiplier[j];
        double ax = directions[3 * j];
        double ay = directions[3 * j + 1];
        double az = directions[3 * j + 2];
        if (turns[j]) {
          double x = point[at] - places[3 * j];
          double y = point[at + 1] - places[3 * j + 1];
          double z = point[at + 2] - places[3 * j + 2];
          out[from + d] += m * (ay * z - az * y);
          out[from + n + d] += m * (az * x - ax * z);
          out[from + 2 * n + d] += m * (ax * y - ay * x);
        } else {
          out[from + d] += m * ax;
          out[from + n + d] += m * ay;
          out[from + 2 * n + d] += m * az;
        }
      }
      l = parent[j];
    }
  }
}
