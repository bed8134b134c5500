package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.HandCurves;
import dev.handloom.calibration.exo.MatchPlan;
import dev.handloom.calibration.run.RunRecording;
import java.util.Arrays;

/// A run that leads from an exoskeleton to a robot's hand: the robot stands in a pose, a person
/// makes the exoskeleton stand so, too, and it is read when it is held still. Goes on by itself; an
/// interruption costs the pose it fell in.
public final class MatchRun {
  private static final double REACTION_SECONDS = 0.8;

  /// Joints that went less than this since they were asked have not been matched anew …
  private static final double MOVED = Math.toRadians(4);

  /// … unless they rest for so long: two poses may look alike.
  private static final double PATIENCE_SECONDS = 8;

  private static final double NANOS = 1e9;

  private final MatchPlan plan;
  private final RunRecording recording;
  private final ArmModel.Predictor predictor;
  private final ArmStill watch;
  private final double[] angles;
  private final double[] from;
  private final double[][] window;
  private final double[][] readings;
  private final boolean[] leftOut;
  private int filled;
  private int done;
  private long askedNanos = Long.MIN_VALUE;
  private long lastNanos = Long.MIN_VALUE;

  /// @param channels of the stream, all of them
  public MatchRun(ArmModel exoskeleton, MatchPlan plan, int channels, double hz) {
    this.plan = plan;
    int n = exoskeleton.joints().size();
    recording = new RunRecording(channels);
    predictor = exoskeleton.predictor();
    double[] scale = new double[n];
    Arrays.fill(scale, 1);
    watch = new ArmStill(scale, hz, ArmRun.HOLD_SECONDS);
    angles = new double[n];
    from = new double[n];
    window = new double[Math.max(1, (int) Math.round(hz * ArmRun.HOLD_SECONDS / 2))][n];
    readings = new double[plan.poses()][n];
    leftOut = new boolean[plan.poses()];
  }

  public MatchPlan plan() {
    return plan;
  }

  public RunRecording recording() {
    return recording;
  }

  public boolean finished() {
    return done >= plan.poses();
  }

  /// How many poses lie behind, matched or left out.
  public int done() {
    return done;
  }

  /// A sample of the exoskeleton.
  ///
  /// @param nanos its capture time
  /// @return whether a pose has been matched with it
  public boolean see(long nanos, double[] values) {
    if (finished()) {
      return false;
    }
    if (askedNanos == Long.MIN_VALUE || nanos - lastNanos > NANOS * ArmRun.HOLD_SECONDS) {
      ask(nanos);
    }
    lastNanos = nanos;
    recording.add(nanos, done, values);
    predictor.angles(values, angles);
    if (filled == 0) {
      System.arraycopy(angles, 0, from, 0, from.length);
    }
    System.arraycopy(angles, 0, window[filled % window.length], 0, angles.length);
    filled++;
    boolean still = watch.see(angles);
    double seconds = (nanos - askedNanos) / NANOS;
    if (!still
        || seconds < REACTION_SECONDS + ArmRun.HOLD_SECONDS
        || !(moved() || seconds > PATIENCE_SECONDS)) {
      return false;
    }
    for (int j = 0; j < angles.length; j++) {
      readings[done][j] = mean(j);
    }
    done++;
    ask(nanos);
    return true;
  }

  private boolean moved() {
    for (int j = 0; j < angles.length; j++) {
      if (Math.abs(angles[j] - from[j]) > MOVED) {
        return true;
      }
    }
    return false;
  }

  private double mean(int joint) {
    double sum = 0;
    for (double[] row : window) {
      sum += row[joint];
    }
    return sum / window.length;
  }

  private void ask(long nanos) {
    askedNanos = nanos;
    filled = 0;
    watch.restart();
  }

  /// Matches the last pose again; nothing at the beginning.
  public void again() {
    if (done > 0) {
      done--;
      leftOut[done] = false;
    }
    ask(lastNanos);
  }

  /// Leaves the pose out that is asked for.
  public void leaveOut() {
    if (!finished()) {
      recording.leaveOut(done);
      leftOut[done++] = true;
    }
    ask(lastNanos);
  }

  /// What came of it: curves through the poses that were to be fitted, judged by those kept back.
  ///
  /// @param curves of each of the robot's joints
  /// @param heldOut error on the poses that were kept back, root mean square, in the robot's unit;
  ///   NaN where all of them were left out
  /// @param fitted how many poses the curves go through
  /// @param checked how many judge them
  public record Result(HandCurves curves, double[] heldOut, int fitted, int checked) {}

  /// @throws IllegalArgumentException where too many poses were left out, or all were alike
  public Result result() {
    double[][] ours = rows(readings, false);
    HandCurves curves = HandCurves.fit(plan.joints(), ours, rows(plan.targets(), false));
    double[][] kept = rows(readings, true);
    return new Result(
        curves, curves.errors(kept, rows(plan.targets(), true)), ours.length, kept.length);
  }

  private double[][] rows(double[][] of, boolean keptBack) {
    double[][] rows = new double[plan.poses()][];
    int count = 0;
    for (int p = 0; p < plan.poses(); p++) {
      if (plan.keptBack()[p] == keptBack && !leftOut[p]) {
        rows[count++] = of[p];
      }
    }
    return Arrays.copyOf(rows, count);
  }
}
