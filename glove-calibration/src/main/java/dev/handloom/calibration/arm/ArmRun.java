package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.Unwrapped;
import dev.handloom.calibration.run.RunRecording;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as it goes: asks for a step, sees when it is done, goes on by itself. A step can be done
/// again or left out; an interruption costs the step it fell in.
public final class ArmRun {
  /// How long a pose is held.
  static final double HOLD_SECONDS = 0.8;

  /// Nobody has begun sooner than this after being asked.
  private static final double REACTION_SECONDS = 0.6;

  /// After so long of rest what is there is taken: the joint may not answer.
  static final double PATIENCE_SECONDS = 8;

  /// A joint has moved when it went this far, in radians.
  private static final double MOVED = Math.toRadians(10);

  /// A sweep has come back when it ends this near to where it began, as a share of its way.
  private static final double BACK = 0.25;

  private static final double NANOS = 1e9;

  private final List<Encoder> encoders;
  private final ArmPlan plan;
  private final RunRecording recording;
  private final ArmStill watch;
  private final @Nullable Unwrapped[] tracks;
  private final double[] now;
  private final double[] home;
  private final double[] scale;
  private final double[] from;
  private final double[] before;
  private final double[] earlier;
  private final double[] low;
  private final double[] high;
  private final boolean[] leftOut;
  private int done;
  private boolean begun;
  private boolean known;
  private long beganNanos;
  private long askedNanos;
  private long stillSinceNanos;
  private long lastNanos;

  /// @param channels of the stream, all of them
  public ArmRun(List<Encoder> encoders, int channels, double hz) {
    this.encoders = List.copyOf(encoders);
    plan = ArmPlan.of(encoders);
    recording = new RunRecording(channels);
    int n = 2 * encoders.size();
    tracks = new @Nullable Unwrapped[n];
    now = new double[n];
    Arrays.fill(now, Double.NaN);
    home = new double[encoders.size()];
    Arrays.fill(home, Double.NaN);
    scale = new double[n];
    from = new double[n];
    before = new double[n];
    earlier = new double[n];
    low = new double[n];
    high = new double[n];
    leftOut = new boolean[plan.steps().size()];
    for (int j = 0; j < encoders.size(); j++) {
      Encoder encoder = encoders.get(j);
      boolean wraps = !encoder.paired() && !Double.isNaN(encoder.period());
      tracks[2 * j] = wraps ? new Unwrapped(encoder.period()) : null;
      // A sine goes over its range in half a turn.
      scale[2 * j] =
          encoder.paired() ? Math.PI / (encoder.high() - encoder.low()) : encoder.usualGain();
      scale[2 * j + 1] = scale[2 * j];
    }
    watch = new ArmStill(scale, hz, HOLD_SECONDS);
    forget();
  }

  public List<Encoder> encoders() {
    return encoders;
  }

  public ArmPlan plan() {
    return plan;
  }

  public RunRecording recording() {
    return recording;
  }

  public boolean finished() {
    return done >= plan.steps().size();
  }

  /// What is asked for now, or null at the end.
  public @Nullable ArmStep wanted() {
    return finished() ? null : plan.steps().get(done);
  }

  /// How many steps lie behind, done or left out.
  public int done() {
    return done;
  }

  public boolean leftOut(int step) {
    return leftOut[step];
  }

  /// How long it took so far.
  public double seconds() {
    return begun ? (lastNanos - beganNanos) / NANOS : 0;
  }

  /// How far a joint has gone since the step was asked for, in radians, roughly.
  public double moved(int joint) {
    return Math.max(way(2 * joint), encoders.get(joint).paired() ? way(2 * joint + 1) : 0);
  }

  /// Where a joint stands from its first zero pose, in radians, roughly: nothing is fitted yet.
  /// Before that, from where it stood first; NaN while nothing came from it.
  public double at(int joint) {
    Encoder encoder = encoders.get(joint);
    double value = now[2 * joint];
    if (encoder.paired()) {
      double middle = (encoder.low() + encoder.high()) / 2;
      double angle = Math.atan2(value - middle, now[2 * joint + 1] - middle);
      home[joint] = Double.isNaN(home[joint]) ? angle : home[joint];
      return Math.IEEEremainder(angle - home[joint], 2 * Math.PI);
    }
    home[joint] = Double.isNaN(home[joint]) && begun ? value : home[joint];
    return scale[2 * joint] * (value - home[joint]);
  }

  private double way(int track) {
    return high[track] < low[track] ? 0 : scale[track] * (high[track] - low[track]);
  }

  /// A sample of the arm.
  ///
  /// @param nanos its capture time
  /// @return whether it completed a step
  public boolean see(long nanos, double[] values) {
    if (finished()) {
      return false;
    }
    if (!begun) {
      begun = true;
      beganNanos = nanos;
      askedNanos = nanos;
    } else if (nanos - lastNanos > NANOS * HOLD_SECONDS) {
      // The arm was away: what it did before in this step does not count.
      askedNanos = nanos;
      forget();
    }
    lastNanos = nanos;
    recording.add(nanos, done, values);
    read(values);
    boolean still = watch.see(now);
    if (!still) {
      // Between two looks nothing new is known.
      stillSinceNanos = watch.judged() ? nanos : stillSinceNanos;
      return false;
    }
    double seconds = (nanos - askedNanos) / NANOS;
    boolean patient = (nanos - Math.max(stillSinceNanos, askedNanos)) / NANOS > PATIENCE_SECONDS;
    if (seconds < REACTION_SECONDS + HOLD_SECONDS || !(complete() || patient)) {
      return false;
    }
    if (done == 0) {
      Arrays.fill(home, Double.NaN);
    }
    done++;
    ask();
    return true;
  }

  private void read(double[] values) {
    for (int j = 0; j < encoders.size(); j++) {
      Encoder encoder = encoders.get(j);
      Unwrapped track = tracks[2 * j];
      double value = values[encoder.channel()];
      now[2 * j] = track == null ? value : track.see(value);
      now[2 * j + 1] = encoder.paired() ? values[encoder.cosine()] : Double.NaN;
    }
    for (int t = 0; t < now.length; t++) {
      if (Double.isNaN(now[t])) {
        continue;
      }
      from[t] = known ? from[t] : now[t];
      // A single reading that jumps is no movement.
      double calm = known ? middle(now[t], before[t], earlier[t]) : now[t];
      earlier[t] = known ? before[t] : now[t];
      before[t] = now[t];
      low[t] = Math.min(low[t], calm);
      high[t] = Math.max(high[t], calm);
    }
    known = true;
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  private boolean complete() {
    int most = -1;
    for (int j = 0; j < encoders.size(); j++) {
      most = most < 0 || moved(j) > moved(most) ? j : most;
    }
    boolean somethingMoved = most >= 0 && moved(most) > MOVED;
    return switch (plan.steps().get(done).kind()) {
      case ZERO -> done == 0 || somethingMoved;
      case BEND -> somethingMoved;
      case SWEEP -> somethingMoved && back(2 * most) && back(2 * most + 1);
    };
  }

  private boolean back(int track) {
    double off = scale[track] * Math.abs(now[track] - from[track]);
    return Double.isNaN(off) || off < Math.max(MOVED, BACK * way(track));
  }

  private void ask() {
    askedNanos = lastNanos;
    forget();
  }

  private void forget() {
    watch.restart();
    known = false;
    stillSinceNanos = askedNanos;
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
  }

  /// Does the last step again; nothing at the beginning.
  public void again() {
    if (done > 0) {
      done--;
      leftOut[done] = false;
    }
    ask();
  }

  /// Leaves the step out that is asked for.
  public void leaveOut() {
    if (!finished()) {
      leftOut[done] = true;
      recording.leaveOut(done);
      done++;
    }
    ask();
  }
}
