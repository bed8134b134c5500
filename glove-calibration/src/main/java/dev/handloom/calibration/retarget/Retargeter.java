package dev.handloom.calibration.retarget;

import java.util.List;

/// One person's hand after the other into joint targets of one robot's hand.
///
/// What it remembers is the targets before and their time, and both are in what it gave out: a
/// retargeter that is told them ([#resume]) goes on as if it had never stopped.
public final class Retargeter {
  /// Version of the arithmetic; what it makes names it.
  public static final int VERSION = 1;

  private static final double NANOS = 1e-9;

  private final RobotHand hand;
  private final RetargetSettings settings;
  private final Aim aim;
  private final TargetSolver solver;
  private final int n;
  private final double[] q;
  private final double[] before;
  private final double[] lower;
  private final double[] upper;
  private final double[] speed;
  private boolean begun;
  private long beforeNanos;

  public Retargeter(RobotHand hand, RetargetSettings settings) {
    this.hand = hand;
    this.settings = settings;
    aim = hand.mapping().jaws() ? new JawAim(hand, settings) : new FingerAim(hand, settings);
    solver = new TargetSolver(hand, aim, settings.smoothness());
    n = hand.drives().count();
    q = new double[n];
    before = new double[n];
    lower = new double[n];
    upper = new double[n];
    speed = new double[n];
    for (int d = 0; d < n; d++) {
      speed[d] = hand.drives().velocity(d);
      q[d] = hand.rest(d);
    }
  }

  /// Solves for one hand.
  ///
  /// @param joints 26 joints, as [dev.handloom.device.hand.HandPose] lays them out
  /// @param captureNanos when the hand stood so; targets move no faster than the robot can
  /// @return false where the hand shows nothing to follow; nothing changes then
  public boolean solve(double[] joints, long captureNanos) {
    if (!aim.take(joints)) {
      return false;
    }
    if (!begun) {
      start();
      solver.solve(q, null, lower, upper);
      begun = true;
    } else {
      double seconds = Math.max(0, (captureNanos - beforeNanos) * NANOS);
      for (int d = 0; d < n; d++) {
        before[d] = q[d];
        double far = speed[d] * seconds;
        boolean free = Double.isInfinite(speed[d]);
        lower[d] = free ? hand.lower(d) : Math.max(hand.lower(d), q[d] - far);
        upper[d] = free ? hand.upper(d) : Math.min(hand.upper(d), q[d] + far);
      }
      solver.solve(q, before, lower, upper);
    }
    // Time that runs backwards must not give room for the same step twice.
    beforeNanos = Math.max(beforeNanos, captureNanos);
    return true;
  }

  private void start() {
    for (int d = 0; d < n; d++) {
      q[d] = hand.rest(d);
      lower[d] = hand.lower(d);
      upper[d] = hand.upper(d);
    }
    beforeNanos = Long.MIN_VALUE;
  }

  /// Goes on from targets that were given out before.
  ///
  /// @param targets one a used drive, as [#targets] gives them
  public void resume(double[] targets, int at, long captureNanos) {
    start();
    for (int i = 0; i < hand.used().size(); i++) {
      int d = hand.used().get(i);
      q[d] = Math.clamp(targets[at + i], hand.lower(d), hand.upper(d));
    }
    beforeNanos = captureNanos;
    begun = true;
  }

  /// Forgets; the next hand is a first one.
  public void forget() {
    begun = false;
  }

  /// The targets of the last solve, one a used drive.
  public void targets(double[] out, int at) {
    List<Integer> used = hand.used();
    for (int i = 0; i < used.size(); i++) {
      out[at + i] = q[used.get(i)];
    }
  }

  /// How far each fingertip of the last solve is from where it should be, in metres.
  public void errors(double[] out, int at) {
    aim.errors(solver.points(), out, at);
  }

  public List<String> errorNames() {
    return aim.errorNames();
  }

  public RobotHand hand() {
    return hand;
  }

  public RetargetSettings settings() {
    return settings;
  }

  /// All drives after the last solve, also those that stand still; as
  /// [dev.handloom.calibration.urdf.RobotMotion] takes them.
  public double[] drives() {
    return q.clone();
  }

  /// Where the fingertips of the robot are after the last solve, in the root's frame.
  public double[] tipPoints() {
    return solver.points().clone();
  }

  /// What an arrangement of the drives costs against the last hand's aim, without regard to what
  /// came before; metres².
  public double cost(double[] drives) {
    return solver.cost(drives, null);
  }

  /// Where each fingertip of the last hand should be, in the root's frame; NaN where nowhere.
  public double[] places() {
    double[] places = aim.places.clone();
    for (int t = 0; t < aim.weights.length; t++) {
      for (int r = 0; r < 3; r++) {
        places[3 * t + r] = aim.weights[t] > 0 ? places[3 * t + r] : Double.NaN;
      }
    }
    return places;
  }

  /// The lowest cost of the last hand's aim that a search from a start finds.
  ///
  /// @param drives comes in as the start, goes out as what was found
  public double search(double[] drives) {
    double[] low = new double[n];
    double[] high = new double[n];
    for (int d = 0; d < n; d++) {
      low[d] = hand.lower(d);
      high[d] = hand.upper(d);
    }
    return solver.solve(drives, null, low, high);
  }
}
