package dev.handloom.device.driver.headset;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import org.jspecify.annotations.Nullable;

/// Poses that come as matrices of four rows and four columns.
public final class PoseMatrix {
  /// Numbers of a matrix.
  public static final int COUNT = 16;

  /// Single precision and a few products leave far less.
  private static final double CROOKED = 0.02;

  /// Nobody is farther from where the session began; what is, is no place.
  private static final double FARTHEST_METRES = 50;

  private PoseMatrix() {}

  /// Column after column, as WebGL and WebXR have it.
  ///
  /// @return null if it is no pose: all zeros, as where nothing was seen yet, or crooked
  public static @Nullable Pose ofColumns(double[] m, int at) {
    return of(m, at, 1, 4);
  }

  /// Row after row.
  ///
  /// @return null if it is no pose
  public static @Nullable Pose ofRows(double[] m, int at) {
    return of(m, at, 4, 1);
  }

  private static @Nullable Pose of(double[] m, int at, int down, int across) {
    Vec3 a = column(m, at, down);
    Vec3 b = column(m, at + across, down);
    Vec3 c = column(m, at + 2 * across, down);
    Vec3 place = column(m, at + 3 * across, down);
    double off =
        Math.abs(a.length() - 1)
            + Math.abs(b.length() - 1)
            + c.distance(a.cross(b))
            + Math.abs(a.dot(b));
    // Written so that NaN is none, too.
    if (off < CROOKED && place.length() < FARTHEST_METRES) {
      return new Pose(place, Quat.ofColumns(a, b, c));
    }
    return null;
  }

  private static Vec3 column(double[] m, int at, int down) {
    return new Vec3(m[at], m[at + down], m[at + 2 * down]);
  }

  /// Writes a pose column after column.
  public static void toColumns(Pose pose, double[] into, int at) {
    to(pose, into, at, 1, 4);
  }

  /// Writes a pose row after row.
  public static void toRows(Pose pose, double[] into, int at) {
    to(pose, into, at, 4, 1);
  }

  private static void to(Pose pose, double[] into, int at, int down, int across) {
    Vec3[] columns = {
      pose.rotation().rotate(new Vec3(1, 0, 0)),
      pose.rotation().rotate(new Vec3(0, 1, 0)),
      pose.rotation().rotate(new Vec3(0, 0, 1)),
      pose.position()
    };
    for (int c = 0; c < columns.length; c++) {
      int to = at + c * across;
      into[to] = columns[c].x();
      into[to + down] = columns[c].y();
      into[to + 2 * down] = columns[c].z();
      into[to + 3 * down] = c == 3 ? 1 : 0;
    }
  }
}
