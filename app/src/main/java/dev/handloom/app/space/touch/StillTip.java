package dev.handloom.app.space.touch;

import dev.handloom.app.space.touch.FingerTip.Seen;
import dev.handloom.device.space.Vec3;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells when a fingertip is held still, by the headset's own samples. It has to come from
/// elsewhere first: a hand in the lap is still as well.
final class StillTip {
  static final long HOLD_NANOS = 700_000_000L;

  /// For who takes a point by a key, what came last is enough.
  private static final long SHORT_NANOS = 250_000_000L;

  /// A hand that is not seen for so long begins anew.
  private static final long GAP_NANOS = 250_000_000L;

  private static final int LEAST = 12;

  /// A finger that rests shivers less, as headsets see it.
  private static final double MOST_RMS_METRES = 0.003;

  /// One sample so far off the others is a move.
  private static final double MOVE_METRES = 0.010;

  private static final double ELSEWHERE_METRES = 0.02;

  /// @param rmsMetres how much it shivered
  record Held(Vec3 tip, Vec3 wrist, double radiusMetres, double rmsMetres) {}

  private final Deque<Seen> window = new ArrayDeque<>();
  private @Nullable Vec3 before;
  private boolean came;

  /// Another point is wanted.
  void expect() {
    window.clear();
    before = null;
    came = false;
  }

  void offer(Seen seen) {
    Vec3 from = before;
    if (from == null) {
      before = seen.tip();
    } else if (from.distance(seen.tip()) > ELSEWHERE_METRES) {
      came = true;
    }
    if (!window.isEmpty()
        && (seen.nanos() - window.getLast().nanos() > GAP_NANOS
            || mean(0).tip().distance(seen.tip()) > MOVE_METRES
            || mean(0).rmsMetres() > MOST_RMS_METRES)) {
      window.clear();
    }
    window.addLast(seen);
    while (seen.nanos() - window.getFirst().nanos() > HOLD_NANOS) {
      window.removeFirst();
    }
  }

  /// How much of the time that is needed it has been still, 0 to 1.
  double share() {
    return came && !window.isEmpty()
        ? Math.min(1, (window.getLast().nanos() - window.getFirst().nanos()) / (0.97 * HOLD_NANOS))
        : 0;
  }

  /// Where it is, once it has been still for long enough.
  Optional<Held> held() {
    return share() >= 1 && window.size() >= LEAST ? Optional.of(mean(0)) : Optional.empty();
  }

  /// Where it is now, still or not; empty where it is not seen.
  ///
  /// @param nowNanos in studio time
  Optional<Held> now(long nowNanos) {
    return window.isEmpty() || nowNanos - window.getLast().nanos() > 2 * GAP_NANOS
        ? Optional.empty()
        : Optional.of(mean(window.getLast().nanos() - SHORT_NANOS));
  }

  private Held mean(long sinceNanos) {
    Vec3 tip = Vec3.ZERO;
    Vec3 wrist = Vec3.ZERO;
    double radius = 0;
    double squares = 0;
    int n = 0;
    Vec3 first = window.getLast().tip();
    for (Seen each : window) {
      if (each.nanos() >= sinceNanos) {
        tip = tip.plus(each.tip().minus(first));
        wrist = wrist.plus(each.wrist());
        radius += each.radiusMetres();
        squares += each.tip().minus(first).dot(each.tip().minus(first));
        n++;
      }
    }
    Vec3 off = tip.times(1.0 / n);
    double spread = Math.sqrt(Math.max(0, squares / n - off.dot(off)));
    return new Held(first.plus(off), wrist.times(1.0 / n), radius / n, spread);
  }
}
