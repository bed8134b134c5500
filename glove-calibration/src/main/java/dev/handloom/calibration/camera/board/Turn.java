package dev.handloom.calibration.camera.board;

import dev.handloom.calibration.equations.SymmetricEigen;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;

/// A pose as nine numbers of rotation and three of place, for loops over many points.
public final class Turn {
  private Turn() {}

  /// Row by row.
  public static double[] matrix(Quat q) {
    double x = q.x();
    double y = q.y();
    double z = q.z();
    double w = q.w();
    return new double[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y - w * z),
      2 * (x * z + w * y),
      2 * (x * y + w * z),
      1 - 2 * (x * x + z * z),
      2 * (y * z - w * x),
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      1 - 2 * (x * x + y * y)
    };
  }

  /// The rotation nearest to what a matrix says, row by row.
  public static Quat nearest(double[] m) {
    // The quaternion that turns most nearly as the matrix does is the strongest direction of this
    // matrix (Bar-Itzhack).
    double[][] k = {
      {m[0] - m[4] - m[8], m[1] + m[3], m[2] + m[6], m[7] - m[5]},
      {m[1] + m[3], m[4] - m[0] - m[8], m[5] + m[7], m[2] - m[6]},
      {m[2] + m[6], m[5] + m[7], m[8] - m[0] - m[4], m[3] - m[1]},
      {m[7] - m[5], m[2] - m[6], m[3] - m[1], m[0] + m[4] + m[8]}
    };
    double[] q = SymmetricEigen.of(k).vectors()[3];
    return new Quat(q[0], q[1], q[2], q[3]).unit();
  }

  /// A turn about an axis by as many radians as the vector is long.
  public static Quat by(double x, double y, double z) {
    Vec3 axis = new Vec3(x, y, z);
    double angle = axis.length();
    return angle < 1e-14 ? new Quat(x / 2, y / 2, z / 2, 1).unit() : Quat.about(axis, angle);
  }

  /// The vector of [#by] for a rotation, of at most half a turn.
  public static Vec3 vector(Quat q) {
    double sign = q.w() < 0 ? -1 : 1;
    double sin = Math.sqrt(q.x() * q.x() + q.y() * q.y() + q.z() * q.z());
    double angle = 2 * Math.atan2(sin, sign * q.w());
    double k = sin < 1e-14 ? 2 * sign : sign * angle / sin;
    return new Vec3(k * q.x(), k * q.y(), k * q.z());
  }

  /// A pose turned a little about its own parent's axes and moved a little.
  ///
  /// @param step three of rotation, three of place
  public static Pose step(Pose pose, double[] step, int from) {
    Quat turned = by(step[from], step[from + 1], step[from + 2]).times(pose.rotation()).unit();
    Vec3 moved = pose.position().plus(new Vec3(step[from + 3], step[from + 4], step[from + 5]));
    return new Pose(moved, turned);
  }
}
