package dev.handloom.calibration.mark;

import org.jspecify.annotations.Nullable;

/// Four corners, clockwise as one sees them.
record Quad(double[] x, double[] y) {
  /// Of the points of an outline this share may lie off the four sides.
  private static final double ASTRAY = 0.2;

  /// The four corners of an outline, if it has four.
  static @Nullable Quad of(int[] points, int count, double shortestSide) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < count; i++) {
      meanX += points[2 * i];
      meanY += points[2 * i + 1];
    }
    int a = farthest(points, count, meanX / count, meanY / count);
    int c = farthest(points, count, points[2 * a], points[2 * a + 1]);
    int b = farthestAside(points, count, a, c, 1);
    int d = farthestAside(points, count, a, c, -1);
    if (b < 0 || d < 0) {
      return null;
    }
    // Clockwise, what lies to the left of the way from a to c comes before c.
    Quad quad = new Quad(new double[4], new double[4]);
    int[] order = {a, d, c, b};
    for (int i = 0; i < 4; i++) {
      quad.x[i] = points[2 * order[i]];
      quad.y[i] = points[2 * order[i] + 1];
    }
    return quad.convex(shortestSide) && quad.carries(points, count) ? quad : null;
  }

  Quad copy() {
    return new Quad(x.clone(), y.clone());
  }

  /// The longest way that a corner has moved.
  double farthestFrom(Quad other) {
    double far = 0;
    for (int i = 0; i < 4; i++) {
      far = Math.max(far, Math.hypot(x[i] - other.x[i], y[i] - other.y[i]));
    }
    return far;
  }

  double side(int i) {
    int next = (i + 1) & 3;
    return Math.hypot(x[next] - x[i], y[next] - y[i]);
  }

  double shortest() {
    return Math.min(Math.min(side(0), side(1)), Math.min(side(2), side(3)));
  }

  double longest() {
    return Math.max(Math.max(side(0), side(1)), Math.max(side(2), side(3)));
  }

  /// Whether all its corners turn the same way, none is nearly straight, and no side is too short.
  boolean convex(double shortestSide) {
    for (int i = 0; i < 4; i++) {
      int next = (i + 1) & 3;
      int after = (i + 2) & 3;
      double firstX = x[next] - x[i];
      double firstY = y[next] - y[i];
      double secondX = x[after] - x[next];
      double secondY = y[after] - y[next];
      double first = Math.hypot(firstX, firstY);
      double second = Math.hypot(secondX, secondY);
      if (!(first >= shortestSide) || !(second >= shortestSide)) {
        return false;
      }
      double sine = (firstX * secondY - firstY * secondX) / (first * second);
      if (!(sine > 0.25)) {
        return false;
      }
    }
    return longest() < 8 * shortest();
  }

  /// Whether nearly all points of the outline lie on the four sides.
  private boolean carries(int[] points, int count) {
    double allowed = Math.max(1.6, 0.045 * shortest());
    int astray = 0;
    int most = (int) (ASTRAY * count);
    double[] alongX = new double[4];
    double[] alongY = new double[4];
    for (int i = 0; i < 4; i++) {
      int next = (i + 1) & 3;
      double length = side(i);
      alongX[i] = (x[next] - x[i]) / length;
      alongY[i] = (y[next] - y[i]) / length;
    }
    for (int p = 0; p < count; p++) {
      double nearest = Double.MAX_VALUE;
      for (int i = 0; i < 4; i++) {
        double off =
            Math.abs((points[2 * p] - x[i]) * alongY[i] - (points[2 * p + 1] - y[i]) * alongX[i]);
        nearest = Math.min(nearest, off);
      }
      if (nearest > allowed && ++astray > most) {
        return false;
      }
    }
    return true;
  }

  private static int farthest(int[] points, int count, double x, double y) {
    int best = 0;
    double far = -1;
    for (int i = 0; i < count; i++) {
      double dx = points[2 * i] - x;
      double dy = points[2 * i + 1] - y;
      double distance = dx * dx + dy * dy;
      if (distance > far) {
        far = distance;
        best = i;
      }
    }
    return best;
  }

  /// @return the point farthest from the line on one side, or -1 if none is clearly on that side
  private static int farthestAside(int[] points, int count, int a, int c, int sign) {
    double ax = points[2 * a];
    double ay = points[2 * a + 1];
    double lineX = points[2 * c] - ax;
    double lineY = points[2 * c + 1] - ay;
    double length = Math.hypot(lineX, lineY);
    int best = -1;
    double far = 0.08 * length;
    for (int i = 0; i < count; i++) {
      double off =
          sign * (lineX * (points[2 * i + 1] - ay) - lineY * (points[2 * i] - ax)) / length;
      if (off > far) {
        far = off;
        best = i;
      }
    }
    return best;
  }
}
