package dev.handloom.device.clock;

/// Tells a step of the floor from noise: the least delayed sample of each quarter of a second is
/// held against the line, and a run of them on one side of it is a step.
///
/// A step up must last, since a busy path is slow for seconds; one down is believed sooner, since
/// nothing arrives before it is sent. Paths that are polled swing of themselves, as the polling
/// beats with the sample rate: what has come back before is no step.
final class StepDetector {
  /// Steps below this cannot be told from drift.
  private static final double LEAST_STEP_NANOS = 500_000;

  private static final double SCATTERS = 6;
  private static final double MOST_SCATTERS = 3;
  private static final double SMOOTHING = 0.03;
  private static final long UP_LASTS_NANOS = 10_000_000_000L;
  private static final int DOWN_COUNT = 3;

  /// A step goes beyond the highest swing of late by so much.
  private static final double BEYOND_SWING = 1.5;

  /// A swing is remembered for some ten minutes.
  private static final double SWING_FADES = 1 - 1 / 2400.0;

  /// Until the floor has settled only this is a step; less is the floor being found.
  private static final double PLAIN_STEP_NANOS = 3_000_000;

  private static final double NEARLY = 0.9;
  private static final int MOST_HELD = 96;

  /// A swing is what so many floors in a row share; a burst of delays lasts less.
  private static final int SWING_FLOORS = 8;

  private final long[] at = new long[MOST_HELD];
  private final long[] offset = new long[MOST_HELD];
  private final double[] aboves = new double[MOST_HELD];
  private int held;
  private int side;
  private double least;
  private double scatter;
  private double swing;
  private double runMost;
  private final double[] lately = new double[SWING_FLOORS];
  private long floors;

  void clear() {
    held = 0;
    side = 0;
    scatter = 0;
    swing = 0;
    floors = 0;
  }

  /// What to do with a floor.
  enum Verdict {
    /// Believe it, and those held.
    BELIEVE,
    /// Believe them, but that they lie higher by [#stepNanos] may be a step of the path.
    BELIEVE_DOUBTED,
    /// Believe it, and forget those held: they were too early to be true.
    FORGET_HELD,
    /// Wait for the next.
    HOLD,
    /// Those held are a step by [#stepNanos]; they and this one are beyond it.
    STEP
  }

  /// @param settled whether the line has had the time to find the floor
  /// @param above how far this floor lies above the line
  Verdict judge(long deviceNanos, long offsetNanos, boolean settled, double above) {
    double threshold = Math.max(LEAST_STEP_NANOS + SCATTERS * scatter, BEYOND_SWING * swing);
    swing *= SWING_FADES;
    double shared = shared(above);
    int now = above > threshold ? 1 : above < -threshold ? -1 : 0;
    if (now == 0) {
      // What is far out says little of the scatter, and must not lift its own threshold.
      double counted = Math.min(Math.abs(above), MOST_SCATTERS * scatter + LEAST_STEP_NANOS / 10);
      scatter += SMOOTHING * (counted - scatter);
    }
    if (now != side || now == 0) {
      Verdict verdict = side < 0 ? Verdict.FORGET_HELD : Verdict.BELIEVE;
      if (side > 0) {
        swing = Math.max(swing, runMost);
      }
      if (now == 0) {
        swing = Math.max(swing, shared);
        side = 0;
        return verdict;
      }
      if (held > 0) {
        // From one side to the other: whatever was held is given up.
        held = 0;
      }
      side = now;
      least = above;
      runMost = 0;
    }
    runMost = Math.max(runMost, shared);
    if (held == MOST_HELD) {
      System.arraycopy(at, 1, at, 0, --held);
      System.arraycopy(offset, 1, offset, 0, held);
      System.arraycopy(aboves, 1, aboves, 0, held);
    }
    at[held] = deviceNanos;
    aboves[held] = above;
    offset[held++] = offsetNanos;
    least = Math.min(least, above);
    boolean lasted =
        side < 0 ? held >= DOWN_COUNT : deviceNanos - at[0] > UP_LASTS_NANOS && held >= DOWN_COUNT;
    if (!lasted) {
      return Verdict.HOLD;
    }
    if (side > 0) {
      keepLaterHalf(deviceNanos);
    }
    if (!settled && (side > 0 || least > -PLAIN_STEP_NANOS)) {
      Verdict verdict = side > 0 ? Verdict.BELIEVE_DOUBTED : Verdict.BELIEVE;
      swing = Math.max(swing, runMost);
      side = 0;
      // Those held include this one.
      held--;
      return verdict;
    }
    return Verdict.STEP;
  }

  /// A run may have begun with a mere delay, and only then the step: what its later half shares
  /// counts, and the floors before that are late ones.
  private void keepLaterHalf(long nowNanos) {
    double shared = Double.POSITIVE_INFINITY;
    int first = held;
    for (int i = held - 1; i >= 0; i--) {
      if (nowNanos - at[i] <= UP_LASTS_NANOS / 2) {
        shared = Math.min(shared, aboves[i]);
        first = i;
      } else if (aboves[i] >= NEARLY * shared) {
        first = i;
      } else {
        break;
      }
    }
    held -= first;
    System.arraycopy(at, first, at, 0, held);
    System.arraycopy(offset, first, offset, 0, held);
    System.arraycopy(aboves, first, aboves, 0, held);
    least = shared;
  }

  /// What the last floors have in common.
  private double shared(double above) {
    lately[(int) (floors++ % SWING_FLOORS)] = above;
    if (floors < SWING_FLOORS) {
      return 0;
    }
    double least = above;
    for (double each : lately) {
      least = Math.min(least, each);
    }
    return Math.max(0, least);
  }

  int held() {
    return held;
  }

  long heldAt(int i) {
    return at[i];
  }

  long heldOffset(int i) {
    return offset[i];
  }

  /// Whether those held are late rather than too early.
  boolean mayBeTrue() {
    return held > 0 && side > 0;
  }

  /// Those held have been dealt with.
  void release() {
    held = 0;
    side = 0;
  }

  long stepNanos() {
    return Math.round(least);
  }
}
