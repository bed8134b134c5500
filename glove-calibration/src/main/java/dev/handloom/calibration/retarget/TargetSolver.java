package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.JointKind;
import dev.handloom.calibration.urdf.RobotMotion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Levenberg–Marquardt within a box: finds the drives that bring the tips nearest to their aim, and
/// never leaves the box on the way. Allocates nothing per solve.
final class TargetSolver {
  private static final int MOST_ITERATIONS = 40;

  /// Metres² of cost; less gain than this is nothing: a ten-thousandth of a millimetre, squared.
  private static final double NO_GAIN = 1e-14;

  private static final double FIRST_DAMPING = 1e-6;
  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e3;

  /// Metres² a radian²: how softly a joint that nothing else asks anything of goes to its rest.
  private static final double REST = 1e-8;

  private final RobotHand hand;
  private final RobotMotion motion;
  private final Aim aim;
  private final int n;
  private final int tips;
  private final double[] held;
  private final double[] rests;
  private final double[] points;
  private final double[] slopes;
  private final double[] pairSlopes;
  private final double[] h;
  private final double[] damped;
  private final double[] g;
  private final double[] low;
  private final double[] high;
  private final double[] step;
  private final double[] next;
  private final BoxStep box;
  private int iterations;

  TargetSolver(RobotHand hand, Aim aim, double smoothness) {
    this.hand = hand;
    this.aim = aim;
    motion = new RobotMotion(hand.model(), hand.drives());
    n = hand.drives().count();
    tips = hand.tips().size();
    held = new double[n];
    rests = new double[n];
    for (int d = 0; d < n; d++) {
      boolean turns = hand.drives().joint(d).kind() != JointKind.PRISMATIC;
      double unit = turns ? 1 : RetargetSettings.RADIANS_PER_METRE;
      held[d] = smoothness * smoothness * unit * unit;
      rests[d] = REST * unit * unit;
    }
    points = new double[3 * tips];
    slopes = new double[3 * tips * n];
    pairSlopes = new double[3 * n];
    h = new double[n * n];
    damped = new double[n * n];
    g = new double[n];
    low = new double[n];
    high = new double[n];
    step = new double[n];
    next = new double[n];
    box = new BoxStep(n);
  }

  /// @param q comes in as the start, within the bounds; goes out as the answer
  /// @param from the targets before, which are left unwillingly; null in a first solve
  /// @return the cost that is left
  double solve(double[] q, double @Nullable [] from, double[] lower, double[] upper) {
    double cost = cost(q, from);
    double damping = FIRST_DAMPING;
    boolean fresh = true;
    for (iterations = 0; iterations < MOST_ITERATIONS; iterations++) {
      if (fresh) {
        bowl(q, from);
      }
      System.arraycopy(h, 0, damped, 0, n * n);
      for (int d = 0; d < n; d++) {
        damped[d * n + d] += damping * (h[d * n + d] + REST);
        low[d] = lower[d] - q[d];
        high[d] = upper[d] - q[d];
      }
      Arrays.fill(step, 0);
      box.solve(damped, g, low, high, step);
      for (int d = 0; d < n; d++) {
        // The sum rounds; the box does not give.
        next[d] = Math.clamp(q[d] + step[d], lower[d], upper[d]);
      }
      double reached = cost(next, from);
      if (reached < cost) {
        boolean done = cost - reached < NO_GAIN;
        System.arraycopy(next, 0, q, 0, n);
        cost = reached;
        if (done) {
          break;
        }
        damping = Math.max(LEAST_DAMPING, damping / 10);
        fresh = true;
      } else {
        if (damping > MOST_DAMPING || still()) {
          break;
        }
        damping = 10 * damping;
        fresh = false;
      }
    }
    motion.move(q);
    reach();
    return cost;
  }

  private boolean still() {
    for (double part : step) {
      if (Math.abs(part) > 1e-9) {
        return false;
      }
    }
    return true;
  }

  /// Where the tips are after the last [#solve], in the root's frame.
  double[] points() {
    return points;
  }

  int iterations() {
    return iterations;
  }

  /// What an arrangement costs.
  double cost(double[] q, double @Nullable [] from) {
    motion.move(q);
    reach();
    double sum = 0;
    for (int t = 0; t < tips; t++) {
      if (aim.weights[t] > 0) {
        double x = points[3 * t] - aim.places[3 * t];
        double y = points[3 * t + 1] - aim.places[3 * t + 1];
        double z = points[3 * t + 2] - aim.places[3 * t + 2];
        sum += aim.weights[t] * (x * x + y * y + z * z);
      }
    }
    for (int p = 0; p < aim.first.length; p++) {
      if (aim.pairWeights[p] > 0) {
        for (int r = 0; r < 3; r++) {
          double off = pairError(p, r);
          sum += aim.pairWeights[p] * off * off;
        }
      }
    }
    for (int d = 0; d < n; d++) {
      double away = q[d] - hand.rest(d);
      sum += rests[d] * away * away;
      if (from != null) {
        double moved = q[d] - from[d];
        sum += held[d] * moved * moved;
      }
    }
    return sum;
  }

  private double pairError(int pair, int row) {
    return points[3 * aim.second[pair] + row]
        - points[3 * aim.first[pair] + row]
        - aim.ways[3 * pair + row];
  }

  private void reach() {
    for (int t = 0; t < tips; t++) {
      RobotHand.Tip tip = hand.tips().get(t);
      motion.point(tip.link(), tip.local(), points, 3 * t);
    }
  }

  /// Slope and curvature of the cost at a place.
  private void bowl(double[] q, double @Nullable [] from) {
    motion.move(q);
    reach();
    Arrays.fill(h, 0);
    for (int d = 0; d < n; d++) {
      g[d] = rests[d] * (q[d] - hand.rest(d));
      h[d * n + d] = rests[d];
      if (from != null) {
        g[d] += held[d] * (q[d] - from[d]);
        h[d * n + d] += held[d];
      }
    }
    for (int t = 0; t < tips; t++) {
      motion.slopes(hand.tips().get(t).link(), points, 3 * t, slopes, 3 * t * n);
      if (aim.weights[t] > 0) {
        for (int r = 0; r < 3; r++) {
          double off = points[3 * t + r] - aim.places[3 * t + r];
          add(slopes, (3 * t + r) * n, aim.weights[t], off);
        }
      }
    }
    for (int p = 0; p < aim.first.length; p++) {
      if (aim.pairWeights[p] > 0) {
        int a = 3 * aim.first[p] * n;
        int b = 3 * aim.second[p] * n;
        for (int k = 0; k < 3 * n; k++) {
          pairSlopes[k] = slopes[b + k] - slopes[a + k];
        }
        for (int r = 0; r < 3; r++) {
          add(pairSlopes, r * n, aim.pairWeights[p], pairError(p, r));
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = i + 1; k < n; k++) {
        h[i * n + k] = h[k * n + i];
      }
    }
  }

  private void add(double[] row, int at, double weight, double off) {
    for (int i = 0; i < n; i++) {
      double s = weight * row[at + i];
      if (s != 0) {
        g[i] += s * off;
        for (int k = 0; k <= i; k++) {
          h[i * n + k] += s * row[at + k];
        }
      }
    }
  }
}
