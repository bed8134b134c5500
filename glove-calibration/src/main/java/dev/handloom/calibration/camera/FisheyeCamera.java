package dev.handloom.calibration.camera;

/// A fisheye by Kannala and Brandt: the distance from the centre grows with the angle from the
/// axis, and a little otherwise by its odd powers. Reaches beyond 180 degrees.
///
/// @param k1 by the third power of the angle
/// @param k2 by the fifth
/// @param k3 by the seventh
/// @param k4 by the ninth
public record FisheyeCamera(
    int width,
    int height,
    double fx,
    double fy,
    double cx,
    double cy,
    double k1,
    double k2,
    double k3,
    double k4)
    implements CameraModel {
  /// The UMI project's published lens, of a GoPro with its wide lens cap, for pictures of half the
  /// size.
  public static final FisheyeCamera UMI_GOPRO =
      new FisheyeCamera(
          1352, 1014, 398.427, 397.242, 676.963, 505.492, -0.02196, -0.01896, 0.001694, -0.000168);

  private static final int COUNT = PLAIN + 4;
  private static final int STEPS = 60;
  private static final double ON_AXIS = 1e-12;

  @Override
  public String[] names() {
    return new String[] {"fx", "fy", "cx", "cy", "k1", "k2", "k3", "k4"};
  }

  @Override
  public double[] distortion() {
    return new double[] {k1, k2, k3, k4};
  }

  @Override
  public FisheyeCamera with(double[] p) {
    return new FisheyeCamera(width, height, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
  }

  @Override
  public FisheyeCamera sized(int wide, int high) {
    return new FisheyeCamera(wide, high, fx, fy, cx, cy, k1, k2, k3, k4);
  }

  private double bent(double angle) {
    double s = angle * angle;
    return angle * (1 + s * (k1 + s * (k2 + s * (k3 + s * k4))));
  }

  private double slope(double angle) {
    double s = angle * angle;
    return 1 + s * (3 * k1 + s * (5 * k2 + s * (7 * k3 + s * 9 * k4)));
  }

  /// The angle at which the picture would begin to fold back, at most half a turn.
  private double reach() {
    double step = Math.PI / 128;
    for (double angle = step; angle <= Math.PI; angle += step) {
      if (slope(angle) <= 0) {
        double low = angle - step;
        double high = angle;
        for (int n = 0; n < 40; n++) {
          double mid = (low + high) / 2;
          if (slope(mid) > 0) {
            low = mid;
          } else {
            high = mid;
          }
        }
        return low;
      }
    }
    return Math.PI;
  }

  /// Looks no further than it must: whether this angle is before the fold.
  private boolean folds(double angle) {
    int looks = 1 + (int) (angle * (64 / Math.PI));
    for (int n = 1; n <= looks; n++) {
      if (slope(angle * n / looks) <= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean project(double[] point, double[] pixel) {
    double r = Math.hypot(point[0], point[1]);
    double angle = Math.atan2(r, point[2]);
    if (!(angle < Math.PI) || folds(angle)) {
      return false;
    }
    double share = r < ON_AXIS * Math.abs(point[2]) ? 1 / point[2] : bent(angle) / r;
    pixel[0] = fx * point[0] * share + cx;
    pixel[1] = fy * point[1] * share + cy;
    return true;
  }

  @Override
  public boolean project(double[] point, double[] pixel, double[] byPoint, double[] byParameter) {
    double x = point[0];
    double y = point[1];
    double z = point[2];
    double r = Math.hypot(x, y);
    double whole = r * r + z * z;
    if (!(whole > 0)) {
      return false;
    }
    double angle = Math.atan2(r, z);
    boolean axis = r < ON_AXIS * Math.abs(z);
    if (axis && z < 0) {
      return false;
    }
    double bent = bent(angle);
    double share = axis ? 1 / z : bent / r;
    double bentX = x * share;
    double bentY = y * share;
    pixel[0] = fx * bentX + cx;
    pixel[1] = fy * bentY + cy;

    double a = axis ? 0 : x / r;
    double b = axis ? 0 : y / r;
    double slope = slope(angle);
    // How the bent radius changes along the radius and along the axis.
    double along = axis ? 1 / z : slope * z / whole;
    double deep = -slope * r / whole;
    byPoint[0] = fx * (a * a * along + (axis ? along : b * b * share));
    byPoint[1] = axis ? 0 : fx * a * b * (along - share);
    byPoint[2] = fx * a * deep;
    byPoint[3] = axis ? 0 : fy * a * b * (along - share);
    byPoint[4] = fy * (b * b * along + (axis ? along : a * a * share));
    byPoint[5] = fy * b * deep;

    double s = angle * angle;
    double power = angle;
    byParameter[0] = bentX;
    byParameter[1] = 0;
    byParameter[2] = 1;
    byParameter[3] = 0;
    byParameter[COUNT] = 0;
    byParameter[COUNT + 1] = bentY;
    byParameter[COUNT + 2] = 0;
    byParameter[COUNT + 3] = 1;
    for (int k = 0; k < 4; k++) {
      power *= s;
      byParameter[PLAIN + k] = fx * a * power;
      byParameter[COUNT + PLAIN + k] = fy * b * power;
    }
    return Double.isFinite(pixel[0]) && Double.isFinite(pixel[1]);
  }

  @Override
  public boolean unproject(double u, double v, double[] ray) {
    double x = (u - cx) / fx;
    double y = (v - cy) / fy;
    double want = Math.hypot(x, y);
    double low = 0;
    double high = reach();
    if (want > bent(high)) {
      return false;
    }
    // Newton's steps, kept between bounds that close in.
    double angle = Math.min(want, high);
    for (int n = 0; n < STEPS; n++) {
      double away = bent(angle) - want;
      if (away > 0) {
        high = angle;
      } else {
        low = angle;
      }
      double slope = slope(angle);
      double next = slope > 0 ? angle - away / slope : low;
      if (!(next > low && next < high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - angle) < 1e-15) {
        break;
      }
      angle = next;
    }
    double sin = Math.sin(angle);
    ray[0] = want == 0 ? 0 : sin * x / want;
    ray[1] = want == 0 ? 0 : sin * y / want;
    ray[2] = Math.cos(angle);
    return true;
  }
}
