package dev.handloom.app.retarget;

import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.Retargeter;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A robot's hand that follows a live one for whoever looks: every sample is solved, on a thread of
/// its own, and nothing of it is recorded or sent anywhere.
public final class RobotTrial implements AutoCloseable {
  private static final long POLL_NANOS = 1_000_000L;
  private static final double NANOS = 1e-9;
  private static final double MILLIS = 1e-6;

  /// Samples over which rates, worst and mean figures go: some seconds of a glove.
  private static final int WINDOW = 256;

  /// Nearer to its limit than this share of its range, a joint stands at it.
  private static final double AT_LIMIT = 1e-4;

  private final LiveStream stream;
  private final RobotHand hand;
  private final Retargeter retargeter;
  private final int tips;
  private final double[][] errors;
  private final long[] arrivals = new long[WINDOW];
  private final long[] solves = new long[WINDOW];
  private final long[] lags = new long[WINDOW];
  private final boolean[] held = new boolean[WINDOW];
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean paused;
  private volatile @Nullable Look look;

  /// How it stands.
  ///
  /// @param joints the person's hand, as it came
  /// @param drives of the robot
  /// @param places where each fingertip should be, in the root's frame; NaN where nowhere
  /// @param errors of each fingertip now, in metres
  /// @param meanErrors of the last seconds
  /// @param worstErrors of the last seconds
  /// @param atLimit joints that can go no farther
  /// @param heldBack share of the last samples in which a joint was as fast as it may be
  /// @param lagMillis from the arrival of a hand until its targets are there, 95 of 100
  /// @param comingHz hands a second that come
  /// @param solvableHz hands a second that could be solved on this core
  /// @param size of the robot's fingers against the person's; NaN for a gripper
  public record Look(
      long arrivalNanos,
      double[] joints,
      double[] drives,
      double[] places,
      double[] errors,
      double[] meanErrors,
      double[] worstErrors,
      List<String> atLimit,
      double heldBack,
      double lagMillis,
      double comingHz,
      double solvableHz,
      double size) {}

  private RobotTrial(LiveStream stream, HandSide side, RobotHand robot, RetargetSettings settings) {
    this.stream = stream;
    hand = robot.wornOn(side);
    retargeter = new Retargeter(hand, settings);
    tips = retargeter.errorNames().size();
    errors = new double[WINDOW][tips];
    thread =
        Thread.ofPlatform().name("robot " + stream.spec().name()).daemon(true).unstarted(this::run);
  }

  /// Follows from the next hand on.
  public static RobotTrial start(
      LiveStream stream, HandSide side, RobotHand robot, RetargetSettings settings) {
    RobotTrial trial = new RobotTrial(stream, side, robot, settings);
    trial.thread.start();
    return trial;
  }

  /// The robot that follows, mirrored where the person's hand is the other one.
  public RobotHand hand() {
    return hand;
  }

  /// What each error is of, for a person.
  public List<String> errorNames() {
    return retargeter.errorNames().stream()
        .map(name -> name.replace("_residual", "").replace('_', ' '))
        .toList();
  }

  /// The newest; null while no hand has come.
  public @Nullable Look look() {
    return look;
  }

  /// Follows nothing while nobody looks.
  public void pause(boolean now) {
    paused = now;
    LockSupport.unpark(thread);
  }

  private void run() {
    RingReader reader = stream.ring().reader();
    Sample sample = new Sample(stream.spec());
    int count = 0;
    double[] before = retargeter.drives();
    long beforeNanos = 0;
    while (!closed) {
      if (paused) {
        LockSupport.park(this);
        reader = stream.ring().reader();
        retargeter.forget();
        count = 0;
        continue;
      }
      if (!reader.poll(sample)) {
        LockSupport.parkNanos(POLL_NANOS);
        continue;
      }
      long begin = System.nanoTime();
      if (!retargeter.solve(sample.values, sample.captureNanos)) {
        continue;
      }
      long end = System.nanoTime();
      int at = count % WINDOW;
      arrivals[at] = sample.arrivalNanos;
      solves[at] = end - begin;
      lags[at] = StudioClock.now() - sample.arrivalNanos;
      retargeter.errors(errors[at], 0);
      double[] drives = retargeter.drives();
      double seconds = (sample.captureNanos - beforeNanos) * NANOS;
      held[at] = count > 0 && heldBack(before, drives, seconds);
      before = drives;
      beforeNanos = sample.captureNanos;
      count++;
      // Whoever looks does so sixty times a second at most; what is behind is solved first.
      if (reader.behind() == 0) {
        look = seen(sample, drives, count);
      }
    }
  }

  private boolean heldBack(double[] before, double[] drives, double seconds) {
    for (int d : hand.used()) {
      double most = hand.drives().velocity(d) * seconds;
      if (Double.isFinite(most) && Math.abs(drives[d] - before[d]) > 0.999 * most && most > 0) {
        return true;
      }
    }
    return false;
  }

  private Look seen(Sample sample, double[] drives, int count) {
    int n = Math.min(count, WINDOW);
    int last = (count - 1) % WINDOW;
    double[] mean = new double[tips];
    double[] worst = new double[tips];
    for (int t = 0; t < tips; t++) {
      int known = 0;
      double sum = 0;
      worst[t] = Double.NaN;
      for (int i = 0; i < n; i++) {
        double error = errors[i][t];
        if (!Double.isNaN(error)) {
          sum += error;
          known++;
          worst[t] = known == 1 ? error : Math.max(worst[t], error);
        }
      }
      mean[t] = sum / known;
    }
    long[] waited = Arrays.copyOf(lags, n);
    Arrays.sort(waited);
    int stuck = 0;
    long solving = 0;
    for (int i = 0; i < n; i++) {
      stuck += held[i] ? 1 : 0;
      solving += solves[i];
    }
    long first = arrivals[count > WINDOW ? count % WINDOW : 0];
    double span = (arrivals[last] - first) * NANOS;
    return new Look(
        sample.arrivalNanos,
        sample.values.clone(),
        drives,
        retargeter.places(),
        errors[last].clone(),
        mean,
        worst,
        atLimit(drives),
        (double) stuck / n,
        waited[(int) (0.95 * (n - 1))] * MILLIS,
        span > 0 ? (n - 1) / span : Double.NaN,
        n / Math.max(NANOS, solving * NANOS),
        size(sample.values));
  }

  private double size(double[] joints) {
    double sum = 0;
    int known = 0;
    for (RobotHand.Tip tip : hand.mapping().jaws() ? List.<RobotHand.Tip>of() : hand.tips()) {
      double length = 0;
      int tipJoint = tip.finger().tip().ordinal();
      // From where a finger leaves the palm: a thumb moves from its first joint on.
      int from = tip.finger().base().ordinal() + (tip.finger() == Finger.THUMB ? 0 : 1);
      for (int j = from; j < tipJoint; j++) {
        length += HandPose.distance(joints, HandJoint.of(j), HandJoint.of(j + 1));
      }
      if (length > 0) {
        sum += tip.length() / length;
        known++;
      }
    }
    return sum / known;
  }

  private List<String> atLimit(double[] drives) {
    List<String> names = new ArrayList<>();
    for (int d : hand.used()) {
      double near = AT_LIMIT * (hand.upper(d) - hand.lower(d));
      if (drives[d] <= hand.lower(d) + near || drives[d] >= hand.upper(d) - near) {
        names.add(hand.drives().joint(d).name());
      }
    }
    return names;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
