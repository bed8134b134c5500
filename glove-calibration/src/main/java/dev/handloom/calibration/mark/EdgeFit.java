package dev.handloom.calibration.mark;

import java.util.Arrays;

/// Where the sides of a dark quad really run, between pixels: the place of steepest brightness is
/// sought across each side at many points, a line goes through them, or a slight bow where lens or
/// paper bend it, and corners are where these meet. Keeps its memory between quads.
final class EdgeFit {
  /// A side is sought between these shares of its length: corners are rounded by every blur.
  private static final double FROM = 0.1;

  private static final double STEP = 0.5;
  private static final int MOST_POINTS = 48;
  private static final int FEWEST_POINTS = 5;

  /// Shorter sides are taken for straight.
  private static final double BOW_FROM_PIXELS = 36;

  /// A bow must be so deep, and lessen the squares so many times more than chance does: a corner
  /// moves by twice as much as a bow that is not there.
  private static final double BOW_PIXELS = 0.1;

  private static final double CLEAR = 20;

  /// An edge is a step of at least so many levels of brightness over two pixels.
  private static final double FAINTEST = 5;

  private double agreeing;
  private final double[] along = new double[MOST_POINTS];
  private final double[] off = new double[MOST_POINTS];
  private final double[] residual = new double[MOST_POINTS];
  private final boolean[] kept = new boolean[MOST_POINTS];
  private final double[] profile = new double[64];
  private final double[] slope = new double[64];

  /// Middle, direction and shape of each side: off = shape[0] + shape[1] s + shape[2] s².
  private final double[] middleX = new double[4];

  private final double[] middleY = new double[4];
  private final double[] directionX = new double[4];
  private final double[] directionY = new double[4];
  private final double[][] shape = new double[4][3];

  /// Moves a quad's corners to where its sides meet.
  ///
  /// @param doubt how far the quad may be off, in pixels
  /// @param share of a side's points that must lie on one line for the side to be seen
  /// @return how many of the four sides were seen
  int settle(GreyPicture picture, Quad quad, double doubt, double share) {
    agreeing = share;
    int seen = 0;
    for (int i = 0; i < 4; i++) {
      if (side(picture, quad, i, doubt)) {
        seen++;
      }
    }
    if (seen < 3) {
      return seen;
    }
    double allowed = Math.max(2 * doubt + 2, 0.15 * quad.shortest());
    for (int i = 0; i < 4; i++) {
      meet((i + 3) & 3, i, quad, i, allowed);
    }
    return seen;
  }

  private boolean side(GreyPicture picture, Quad quad, int i, double doubt) {
    int next = (i + 1) & 3;
    double length = quad.side(i);
    double ux = (quad.x()[next] - quad.x()[i]) / length;
    double uy = (quad.y()[next] - quad.y()[i]) / length;
    middleX[i] = (quad.x()[next] + quad.x()[i]) / 2;
    middleY[i] = (quad.y()[next] + quad.y()[i]) / 2;
    directionX[i] = ux;
    directionY[i] = uy;
    Arrays.fill(shape[i], 0);
    int wanted = (int) Math.clamp(length / 1.5, 6, MOST_POINTS);
    int found = 0;
    int inside = 0;
    for (int k = 0; k < wanted; k++) {
      double s = length * ((1 - 2 * FROM) * ((k + 0.5) / wanted) + FROM - 0.5);
      double x = middleX[i] + s * ux;
      double y = middleY[i] + s * uy;
      if (!picture.holds(x, y, 1)) {
        continue;
      }
      inside++;
      double across = steepest(picture, x, y, ux, uy, doubt);
      if (!Double.isNaN(across)) {
        along[found] = s;
        off[found++] = across;
      }
    }
    if (found < FEWEST_POINTS || found < agreeing * inside) {
      return false;
    }
    return fit(i, found, inside, length);
  }

  /// @return how far outward from a point on the side brightness rises most steeply, or NaN
  private double steepest(
      GreyPicture picture, double x, double y, double ux, double uy, double doubt) {
    double nx = uy;
    double ny = -ux;
    int reach = (int) Math.min(Math.ceil((doubt + 1) / STEP), 28);
    int count = 2 * reach + 1;
    for (int k = 0; k < count; k++) {
      double d = (k - reach) * STEP;
      double px = x + d * nx;
      double py = y + d * ny;
      profile[k] =
          (picture.at(px - ux, py - uy) + 2 * picture.at(px, py) + picture.at(px + ux, py + uy))
              / 4;
    }
    int best = -1;
    double most = FAINTEST;
    for (int k = 2; k < count - 2; k++) {
      slope[k] = profile[k + 2] - profile[k - 2];
      if (slope[k] > most) {
        most = slope[k];
        best = k;
      }
    }
    if (best < 0) {
      return Double.NaN;
    }
    int from = best;
    while (from > 2 && slope[from - 1] > most / 2) {
      from--;
    }
    int to = best;
    while (to < count - 3 && slope[to + 1] > most / 2) {
      to++;
    }
    double weight = 0;
    double sum = 0;
    for (int k = from; k <= to; k++) {
      double w = slope[k] - most / 2;
      weight += w;
      sum += w * (k - reach) * STEP;
    }
    return sum / weight;
  }

  private boolean fit(int i, int found, int wanted, double length) {
    double limit = straightest(i, found);
    for (int round = 0; round < 2; round++) {
      int left = 0;
      for (int k = 0; k < found; k++) {
        residual[k] = Math.abs(off[k] - at(i, along[k]));
        kept[k] = residual[k] <= limit;
        left += kept[k] ? 1 : 0;
      }
      if (left < FEWEST_POINTS || left < agreeing * wanted || !polynomial(i, found, 1)) {
        return false;
      }
    }
    if (length >= BOW_FROM_PIXELS) {
      bow(i, found, length);
    }
    return true;
  }

  /// The line through two of the points that most others lie on: where a corner was guessed wrong,
  /// only a part of the points are of the side.
  ///
  /// @return how far a point may lie off it
  private double straightest(int i, int found) {
    int most = -1;
    double middle = 0;
    double lean = 0;
    double allowed = 0.75;
    for (int a = 0; a < found; a += 1 + found / 12) {
      for (int b = a + found / 4 + 1; b < found; b += 1 + found / 12) {
        double slopeHere = (off[b] - off[a]) / (along[b] - along[a]);
        double offHere = off[a] - slopeHere * along[a];
        int agreeing = 0;
        for (int k = 0; k < found; k++) {
          if (Math.abs(off[k] - offHere - slopeHere * along[k]) <= allowed) {
            agreeing++;
          }
        }
        if (agreeing > most) {
          most = agreeing;
          middle = offHere;
          lean = slopeHere;
        }
      }
    }
    shape[i][0] = middle;
    shape[i][1] = lean;
    shape[i][2] = 0;
    return allowed;
  }

  /// A bow is believed only where it clearly shows.
  private void bow(int i, int found, double length) {
    double[] straight = shape[i].clone();
    double before = squares(i, found);
    if (!polynomial(i, found, 2)) {
      System.arraycopy(straight, 0, shape[i], 0, 3);
      return;
    }
    double after = squares(i, found);
    int left = 0;
    for (int k = 0; k < found; k++) {
      left += kept[k] ? 1 : 0;
    }
    double gain = (before - after) * (left - 3) / Math.max(after, 1e-9);
    double sag = Math.abs(shape[i][2]) * length * length / 4;
    if (left < 8 || gain < CLEAR || sag < BOW_PIXELS) {
      System.arraycopy(straight, 0, shape[i], 0, 3);
    }
  }

  private double squares(int i, int found) {
    double sum = 0;
    for (int k = 0; k < found; k++) {
      if (kept[k]) {
        double r = off[k] - at(i, along[k]);
        sum += r * r;
      }
    }
    return sum;
  }

  private double at(int i, double s) {
    return shape[i][0] + s * (shape[i][1] + s * shape[i][2]);
  }

  /// Least squares through the points that are kept, by orthogonal steps.
  private boolean polynomial(int i, int found, int degree) {
    double n = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double d0 = 0;
    double d1 = 0;
    double d2 = 0;
    for (int k = 0; k < found; k++) {
      if (kept[k]) {
        double s = along[k];
        double ss = s * s;
        n++;
        s1 += s;
        s2 += ss;
        s3 += ss * s;
        s4 += ss * ss;
        d0 += off[k];
        d1 += off[k] * s;
        d2 += off[k] * ss;
      }
    }
    if (degree == 1) {
      double determinant = n * s2 - s1 * s1;
      if (!(determinant > 1e-9)) {
        return false;
      }
      shape[i][0] = (d0 * s2 - d1 * s1) / determinant;
      shape[i][1] = (n * d1 - s1 * d0) / determinant;
      shape[i][2] = 0;
      return true;
    }
    double c00 = s2 * s4 - s3 * s3;
    double c01 = s2 * s3 - s1 * s4;
    double c02 = s1 * s3 - s2 * s2;
    double determinant = n * c00 + s1 * c01 + s2 * c02;
    if (!(Math.abs(determinant) > 1e-6)) {
      return false;
    }
    double c11 = n * s4 - s2 * s2;
    double c12 = s1 * s2 - n * s3;
    double c22 = n * s2 - s1 * s1;
    shape[i][0] = (c00 * d0 + c01 * d1 + c02 * d2) / determinant;
    shape[i][1] = (c01 * d0 + c11 * d1 + c12 * d2) / determinant;
    shape[i][2] = (c02 * d0 + c12 * d1 + c22 * d2) / determinant;
    return true;
  }

  /// Newton's steps to the point that lies on both sides.
  private void meet(int first, int second, Quad quad, int corner, double allowed) {
    double x = quad.x()[corner];
    double y = quad.y()[corner];
    for (int round = 0; round < 4; round++) {
      double f1 = distance(first, x, y);
      double f2 = distance(second, x, y);
      double bend1 = slopeAt(first, x, y);
      double bend2 = slopeAt(second, x, y);
      double a = directionY[first] - bend1 * directionX[first];
      double b = -directionX[first] - bend1 * directionY[first];
      double c = directionY[second] - bend2 * directionX[second];
      double d = -directionX[second] - bend2 * directionY[second];
      double determinant = a * d - b * c;
      if (Math.abs(determinant) < 0.1) {
        return;
      }
      x -= (d * f1 - b * f2) / determinant;
      y -= (a * f2 - c * f1) / determinant;
    }
    if (Math.hypot(x - quad.x()[corner], y - quad.y()[corner]) <= allowed) {
      quad.x()[corner] = x;
      quad.y()[corner] = y;
    }
  }

  private double distance(int i, double x, double y) {
    double dx = x - middleX[i];
    double dy = y - middleY[i];
    double s = dx * directionX[i] + dy * directionY[i];
    return dx * directionY[i] - dy * directionX[i] - at(i, s);
  }

  private double slopeAt(int i, double x, double y) {
    double s = (x - middleX[i]) * directionX[i] + (y - middleY[i]) * directionY[i];
    return shape[i][1] + 2 * shape[i][2] * s;
  }
}
