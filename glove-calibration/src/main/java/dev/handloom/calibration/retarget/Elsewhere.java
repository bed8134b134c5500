package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.RobotMotion;
import dev.handloom.device.hand.Finger;

/// Looks whether the robot would be nearer in quite another arrangement: a search that goes
/// downhill from where it stands can be caught in a hollow. The other searches begin with fingers
/// that are as curled as the person's. Allocates nothing per call.
final class Elsewhere {
  /// A hand of which no fingertip is farther from its place than this is left alone, in metres.
  private static final double NEAR = 0.003;

  /// Another arrangement must be better by so much: changing costs a moment in between.
  private static final double BETTER = 0.85;

  private static final double LEAST_GAIN = NEAR * NEAR;

  /// Where the thumb's joints are put before the search, as shares of their range.
  private static final double[] THUMB_STARTS = {0.5, 0.85, 0.15};

  /// How finely curling is known.
  private static final int CURLS = 17;

  private final RobotHand hand;
  private final Aim aim;
  private final TargetSolver solver;
  private final double[] low;
  private final double[] high;

  /// Per drive where its other end is, if it curls; its rest if it does not.
  private final double[] curled;

  /// Per finger and step of curling how far the tip is from the finger's base, in metres.
  private final double[][] reaches;

  private final double[] found;
  private final double[] trial;
  private final double[] off;
  private final int thumb;

  Elsewhere(RobotHand hand, Aim aim, TargetSolver solver) {
    this.hand = hand;
    this.aim = aim;
    this.solver = solver;
    int n = hand.drives().count();
    low = new double[n];
    high = new double[n];
    curled = new double[n];
    for (int d = 0; d < n; d++) {
      low[d] = hand.lower(d);
      high[d] = hand.upper(d);
      curled[d] = hand.rest(d) + hand.curl(d);
    }
    found = new double[n];
    trial = new double[n];
    off = new double[hand.tips().size()];
    thumb = hand.tipOf(Finger.THUMB);
    reaches = new double[hand.tips().size()][CURLS];
    RobotMotion motion = new RobotMotion(hand.model(), hand.drives());
    for (int c = 0; c < CURLS; c++) {
      for (int d = 0; d < n; d++) {
        trial[d] = curl(d, c / (CURLS - 1.0));
      }
      motion.move(trial);
      for (int t = 0; t < reaches.length; t++) {
        RobotHand.Tip tip = hand.tips().get(t);
        double[] at = new double[3];
        motion.point(tip.link(), tip.local(), at, 0);
        reaches[t][c] = apart(at, 0, tip.base());
      }
    }
  }

  private double curl(int drive, double share) {
    return hand.rest(drive) + share * (curled[drive] - hand.rest(drive));
  }

  private static double apart(double[] points, int at, double[] base) {
    double x = points[at] - base[0];
    double y = points[at + 1] - base[1];
    double z = points[at + 2] - base[2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /// Lets the outer joints lean to where they curl along with the person's, before a solve.
  void lean() {
    for (int t = 0; t < aim.fingers(); t++) {
      if (aim.weights[t] > 0) {
        double share = share(t);
        for (int d : hand.drivesOf(t)) {
          if (hand.outer(d)) {
            solver.lean(d, curl(d, share));
          }
        }
      }
    }
  }

  /// Whether there is an arrangement that is better by far; [#found] holds it.
  boolean better(double[] q) {
    int fingers = aim.fingers();
    if (fingers == 0) {
      return false;
    }
    double now = solver.cost(q, null);
    aim.errors(solver.points(), off, 0);
    double worst = 0;
    for (int t = 0; t < fingers; t++) {
      worst = off[t] > worst ? off[t] : worst;
    }
    if (worst < NEAR) {
      return false;
    }
    // What goes downhill and is only not there yet is on the right way.
    System.arraycopy(q, 0, trial, 0, q.length);
    double stays = Math.min(now, solver.solve(trial, null, low, high));
    double best = stays;
    boolean thumbOff = thumb >= 0 && off[thumb] > NEAR;
    int starts = thumbOff ? THUMB_STARTS.length : 1;
    for (int s = 0; s < starts; s++) {
      System.arraycopy(q, 0, trial, 0, q.length);
      for (int t = 0; t < fingers; t++) {
        if (t != thumb && off[t] > NEAR) {
          double share = share(t);
          for (int d : hand.drivesOf(t)) {
            trial[d] = curl(d, share);
          }
        } else if (t == thumb && thumbOff) {
          for (int d : hand.drivesOf(t)) {
            trial[d] = low[d] + THUMB_STARTS[s] * (high[d] - low[d]);
          }
        }
      }
      double cost = solver.solve(trial, null, low, high);
      if (cost < best) {
        best = cost;
        System.arraycopy(trial, 0, found, 0, q.length);
      }
    }
    return best < BETTER * stays - LEAST_GAIN;
  }

  /// How far a robot's finger curls to reach as far as it should.
  private double share(int t) {
    double wanted = apart(aim.places, 3 * t, hand.tips().get(t).base());
    for (int c = 1; c < CURLS; c++) {
      if (reaches[t][c] <= wanted) {
        return (c - 0.5) / (CURLS - 1);
      }
    }
    return 1;
  }

  double[] found() {
    return found;
  }
}
