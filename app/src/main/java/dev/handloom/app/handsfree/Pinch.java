package dev.handloom.app.handsfree;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandPose;

/// Knows a pinch of thumb and little finger that is held, as nobody does by chance. One hand, one
/// thread.
final class Pinch {
  /// So long it has to be held: longer than any grasp passes through it.
  static final long HOLD_NANOS = 1_000_000_000L;

  /// Fingertips that touch are a finger's thickness apart at most.
  private static final double CLOSED_METRES = 0.020;

  /// Having been closed, they count as closed until they are farther apart: a hand trembles.
  private static final double OPEN_METRES = 0.032;

  private static final long NOT_CLOSED = Long.MIN_VALUE;

  private long sinceNanos = NOT_CLOSED;
  private boolean done;
  private double progress;

  /// @return whether the pinch has just been held long enough
  boolean feed(double[] hand, long nanos) {
    double apart = HandPose.distance(hand, Finger.THUMB.tip(), Finger.LITTLE.tip());
    // A hand that is not known has no distances.
    boolean closed = apart <= (sinceNanos == NOT_CLOSED ? CLOSED_METRES : OPEN_METRES);
    if (!closed || apart <= 0) {
      sinceNanos = NOT_CLOSED;
      done = false;
      progress = 0;
      return false;
    }
    if (sinceNanos == NOT_CLOSED) {
      sinceNanos = nanos;
    }
    progress = done ? 0 : Math.clamp((double) (nanos - sinceNanos) / HOLD_NANOS, 0, 1);
    if (!done && nanos - sinceNanos >= HOLD_NANOS) {
      done = true;
      return true;
    }
    return false;
  }

  /// How far the hold is, 0 to 1; 0 once it is done.
  double progress() {
    return progress;
  }
}
