package dev.handloom.calibration.camera;

/// A pinhole with the distortion of Brown and Conrady: three radial coefficients, two for a lens
/// that sits askew. For lenses up to about 100 degrees.
///
/// @param k1 radial, by the square of the distance from the axis
/// @param k2 by its fourth power
/// @param k3 by its sixth
public record PinholeCamera(
    int width,
    int height,
    double fx,
    double fy,
    double cx,
    double cy,
    double k1,
    double k2,
    double p1,
    double p2,
    double k3)
    implements CameraModel {
  private static final int COUNT = PLAIN + 5;
  private static final int STEPS = 40;

  /// Pixels are found to this share of a focal length.
  private static final double EXACT = 1e-12;

  @Override
  public String[] names() {
    return new String[] {"fx", "fy", "cx", "cy", "k1", "k2", "p1", "p2", "k3"};
  }

  @Override
  public double[] distortion() {
    return new double[] {k1, k2, p1, p2, k3};
  }

  @Override
  public PinholeCamera with(double[] p) {
    return new PinholeCamera(width, height, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8]);
  }

  @Override
  public PinholeCamera sized(int wide, int high) {
    return new PinholeCamera(wide, high, fx, fy, cx, cy, k1, k2, p1, p2, k3);
  }

  @Override
  public boolean project(double[] point, double[] pixel) {
    if (point[2] <= 0) {
      return false;
    }
    double x = point[0] / point[2];
    double y = point[1] / point[2];
    double rr = x * x + y * y;
    if (folds(rr)) {
      return false;
    }
    double d = 1 + rr * (k1 + rr * (k2 + rr * k3));
    pixel[0] = fx * (x * d + 2 * p1 * x * y + p2 * (rr + 2 * x * x)) + cx;
    pixel[1] = fy * (y * d + p1 * (rr + 2 * y * y) + 2 * p2 * x * y) + cy;
    return true;
  }

  /// Beyond where the radius no longer grows with the angle, a point would come back into the
  /// picture where none is seen.
  private boolean folds(double rr) {
    // The slope 1 + 3k1 s + 5k2 s² + 7k3 s³ has to be above zero for all s from 0 to rr. It is
    // lowest at an end or where its own slope is zero.
    if (slope(rr) <= 0) {
      return true;
    }
    double a = 21 * k3;
    double b = 10 * k2;
    double c = 3 * k1;
    if (Math.abs(a) < 1e-300) {
      return b != 0 && dips(-c / b, rr);
    }
    double under = b * b - 4 * a * c;
    if (under < 0) {
      return false;
    }
    double root = Math.sqrt(under);
    return dips((-b + root) / (2 * a), rr) || dips((-b - root) / (2 * a), rr);
  }

  private boolean dips(double s, double rr) {
    return s > 0 && s < rr && slope(s) <= 0;
  }

  private double slope(double s) {
    return 1 + s * (3 * k1 + s * (5 * k2 + s * 7 * k3));
  }

  @Override
  public boolean project(double[] point, double[] pixel, double[] byPoint, double[] byParameter) {
    if (!(point[2] > 0)) {
      return false;
    }
    double z = 1 / point[2];
    double x = point[0] * z;
    double y = point[1] * z;
    double rr = x * x + y * y;
    double d = 1 + rr * (k1 + rr * (k2 + rr * k3));
    double dd = k1 + rr * (2 * k2 + 3 * rr * k3);
    double bentX = x * d + 2 * p1 * x * y + p2 * (rr + 2 * x * x);
    double bentY = y * d + p1 * (rr + 2 * y * y) + 2 * p2 * x * y;
    pixel[0] = fx * bentX + cx;
    pixel[1] = fy * bentY + cy;

    double xByX = d + 2 * x * x * dd + 2 * p1 * y + 6 * p2 * x;
    double both = 2 * x * y * dd + 2 * p1 * x + 2 * p2 * y;
    double yByY = d + 2 * y * y * dd + 6 * p1 * y + 2 * p2 * x;
    byPoint[0] = fx * xByX * z;
    byPoint[1] = fx * both * z;
    byPoint[2] = -fx * (xByX * x + both * y) * z;
    byPoint[3] = fy * both * z;
    byPoint[4] = fy * yByY * z;
    byPoint[5] = -fy * (both * x + yByY * y) * z;

    byParameter[0] = bentX;
    byParameter[1] = 0;
    byParameter[2] = 1;
    byParameter[3] = 0;
    byParameter[4] = fx * x * rr;
    byParameter[5] = fx * x * rr * rr;
    byParameter[6] = fx * 2 * x * y;
    byParameter[7] = fx * (rr + 2 * x * x);
    byParameter[8] = fx * x * rr * rr * rr;
    byParameter[COUNT] = 0;
    byParameter[COUNT + 1] = bentY;
    byParameter[COUNT + 2] = 0;
    byParameter[COUNT + 3] = 1;
    byParameter[COUNT + 4] = fy * y * rr;
    byParameter[COUNT + 5] = fy * y * rr * rr;
    byParameter[COUNT + 6] = fy * (rr + 2 * y * y);
    byParameter[COUNT + 7] = fy * 2 * x * y;
    byParameter[COUNT + 8] = fy * y * rr * rr * rr;
    return Double.isFinite(pixel[0]) && Double.isFinite(pixel[1]);
  }

  @Override
  public boolean unproject(double u, double v, double[] ray) {
    double wantX = (u - cx) / fx;
    double wantY = (v - cy) / fy;
    double x = wantX;
    double y = wantY;
    for (int n = 0; n < STEPS; n++) {
      double rr = x * x + y * y;
      double d = 1 + rr * (k1 + rr * (k2 + rr * k3));
      double dd = k1 + rr * (2 * k2 + 3 * rr * k3);
      double awayX = x * d + 2 * p1 * x * y + p2 * (rr + 2 * x * x) - wantX;
      double awayY = y * d + p1 * (rr + 2 * y * y) + 2 * p2 * x * y - wantY;
      double xByX = d + 2 * x * x * dd + 2 * p1 * y + 6 * p2 * x;
      double both = 2 * x * y * dd + 2 * p1 * x + 2 * p2 * y;
      double yByY = d + 2 * y * y * dd + 6 * p1 * y + 2 * p2 * x;
      double area = xByX * yByY - both * both;
      if (area <= 0) {
        // Too far out: come back towards the axis and try from there.
        x *= 0.7;
        y *= 0.7;
        continue;
      }
      x -= (yByY * awayX - both * awayY) / area;
      y -= (xByX * awayY - both * awayX) / area;
      if (Math.abs(awayX) + Math.abs(awayY) < EXACT) {
        return found(x, y, ray);
      }
    }
    return false;
  }

  private boolean found(double x, double y, double[] ray) {
    double rr = x * x + y * y;
    if (folds(rr)) {
      return false;
    }
    double length = Math.sqrt(1 + rr);
    ray[0] = x / length;
    ray[1] = y / length;
    ray[2] = 1 / length;
    return true;
  }
}
