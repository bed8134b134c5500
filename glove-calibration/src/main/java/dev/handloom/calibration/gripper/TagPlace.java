package dev.handloom.calibration.gripper;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.equations.Equations;
import dev.handloom.calibration.mark.Homography;
import dev.handloom.calibration.mark.Mark;
import java.util.Optional;

/// Where the middle of a tag is before the camera: millimetres to the right, down and away.
///
/// @param glareMm light that lies over it may have moved it so far
public record TagPlace(double x, double y, double z, double glareMm) {
  /// Light over the border of a tag moves its edges once this much lies there, and by as much as it
  /// does in the end from this much on; shares of the way from black to white. Found on drawn tags
  /// (seeds 9100 to 9105), of whose size this share is what nineteen in twenty stay within.
  private static final double GLARE_FROM = 0.4;

  private static final double GLARE_FULL = 0.5;
  private static final double GLARE_SHARE = 1.4 / 16;

  public TagPlace(double x, double y, double z) {
    this(x, y, z, 0);
  }

  private static final int ROUNDS = 6;
  private static final int UNKNOWNS = 6;

  /// A tag of known size whose four corners are seen along four rays.
  public static Optional<TagPlace> of(Mark mark, double sizeMm, CameraModel camera) {
    double half = sizeMm / 2;
    double[] tagX = {-half, half, half, -half};
    double[] tagY = {-half, -half, half, half};
    double[] u = new double[4];
    double[] v = new double[4];
    double[] ray = new double[3];
    for (int i = 0; i < 4; i++) {
      // Beyond a right angle from the axis a finger cannot be.
      if (!camera.unproject(mark.x()[i], mark.y()[i], ray) || ray[2] < 0.05) {
        return Optional.empty();
      }
      u[i] = ray[0] / ray[2];
      v[i] = ray[1] / ray[2];
    }
    Homography flat = Homography.between(tagX, tagY, u, v, 4);
    if (flat == null) {
      return Optional.empty();
    }
    double[] pose = guess(flat.numbers());
    for (int round = 0; round < ROUNDS; round++) {
      if (!step(pose, tagX, tagY, u, v)) {
        return Optional.empty();
      }
    }
    return pose[11] > 0 && Double.isFinite(pose[9] + pose[10] + pose[11])
        ? Optional.of(new TagPlace(pose[9], pose[10], pose[11], glare(mark.veil()) * sizeMm))
        : Optional.empty();
  }

  private static double glare(double veil) {
    return GLARE_SHARE * Math.clamp((veil - GLARE_FROM) / (GLARE_FULL - GLARE_FROM), 0, 1);
  }

  /// Nine numbers of rotation, rows first, three of place: the first two columns of the map are two
  /// axes of the tag as the camera sees them, all shrunk alike.
  private static double[] guess(double[] h) {
    double first = Math.sqrt(h[0] * h[0] + h[3] * h[3] + h[6] * h[6]);
    double second = Math.sqrt(h[1] * h[1] + h[4] * h[4] + h[7] * h[7]);
    double scale = 2 / (first + second);
    double[] a = {h[0] / first, h[3] / first, h[6] / first};
    double[] b = {h[1] / second, h[4] / second, h[7] / second};
    double along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    double length = 0;
    for (int i = 0; i < 3; i++) {
      b[i] -= along * a[i];
      length += b[i] * b[i];
    }
    length = Math.sqrt(length);
    for (int i = 0; i < 3; i++) {
      b[i] /= length;
    }
    double[] c = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    return new double[] {
      a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2], h[2] * scale, h[5] * scale, scale
    };
  }

  /// One step of Gauss and Newton towards the corners that were seen.
  private static boolean step(double[] pose, double[] tagX, double[] tagY, double[] u, double[] v) {
    double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
    double[] row = new double[UNKNOWNS];
    for (int i = 0; i < 4; i++) {
      double rx = pose[0] * tagX[i] + pose[1] * tagY[i];
      double ry = pose[3] * tagX[i] + pose[4] * tagY[i];
      double rz = pose[6] * tagX[i] + pose[7] * tagY[i];
      double z = rz + pose[11];
      if (!(z > 1e-6)) {
        return false;
      }
      double seenU = (rx + pose[9]) / z;
      double seenV = (ry + pose[10]) / z;
      // A small turn w moves the point by w × r.
      row[0] = -seenU * ry / z;
      row[1] = (rz + seenU * rx) / z;
      row[2] = -ry / z;
      row[3] = 1 / z;
      row[4] = 0;
      row[5] = -seenU / z;
      add(normal, row, u[i] - seenU);
      row[0] = (-rz - seenV * ry) / z;
      row[1] = seenV * rx / z;
      row[2] = rx / z;
      row[3] = 0;
      row[4] = 1 / z;
      row[5] = -seenV / z;
      add(normal, row, v[i] - seenV);
    }
    for (int i = 0; i < 3; i++) {
      // A tag that is seen straight on leaves open which way it leans; then it does not turn.
      normal[i][i] += 1e-4;
    }
    double[] move;
    try {
      move = Equations.solve(normal);
    } catch (IllegalArgumentException open) {
      return false;
    }
    turn(pose, move);
    for (int i = 0; i < 3; i++) {
      pose[9 + i] += move[3 + i];
    }
    return true;
  }

  private static void add(double[][] normal, double[] row, double value) {
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j < UNKNOWNS; j++) {
        normal[i][j] += row[i] * row[j];
      }
      normal[i][UNKNOWNS] += row[i] * value;
    }
  }

  private static void turn(double[] pose, double[] w) {
    double angle = Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
    if (angle < 1e-12) {
      return;
    }
    double x = w[0] / angle;
    double y = w[1] / angle;
    double z = w[2] / angle;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int column = 0; column < 3; column++) {
      double a = pose[column];
      double b = pose[3 + column];
      double c = pose[6 + column];
      double along = (x * a + y * b + z * c) * (1 - cos);
      pose[column] = a * cos + (y * c - z * b) * sin + x * along;
      pose[3 + column] = b * cos + (z * a - x * c) * sin + y * along;
      pose[6 + column] = c * cos + (x * b - y * a) * sin + z * along;
    }
  }
}
