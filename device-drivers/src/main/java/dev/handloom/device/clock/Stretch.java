package dev.handloom.device.clock;

import java.util.Arrays;

/// The floor of a stretch over which device time and path went on unbroken, and its envelope.
final class Stretch {
  private static final long KNOT_NANOS = 5_000_000_000L;

  /// To both sides of a knot.
  private static final long WINDOW_NANOS = 30_000_000_000L;

  /// At its ends a hull rests on samples that nothing has undercut; the edge from so far inside is
  /// carried on instead.
  private static final long INSET_NANOS = 20_000_000_000L;

  /// Around a knot, the luckiest of so much to both sides shows how far the hull is from the floor.
  private static final long NEAR_NANOS = 1_500_000_000L;

  /// See [HullClock]: a short stretch may not have met the path's least delay.
  private static final double SETTLED_NANOS = 60e9;

  private static final double UNSETTLED_SHARE = 0.5;

  /// Drift that may go unseen where there were no samples.
  private static final double HOLDOVER_DRIFT = 5e-6;

  private final long shiftNanos;
  private final long doubtNanos;
  private long[] at = new long[256];
  private long[] offset = new long[256];
  private int size;
  private long lastNanos;

  // The hull of the window last looked at.
  private int[] hull = new int[256];
  private int hullSize;

  Stretch(long shiftNanos, long doubtNanos) {
    this.doubtNanos = doubtNanos;
    this.shiftNanos = shiftNanos;
  }

  void add(long deviceNanos, long offsetNanos) {
    if (size > 0 && deviceNanos <= at[size - 1]) {
      return;
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      offset = Arrays.copyOf(offset, 2 * size);
    }
    at[size] = deviceNanos;
    offset[size++] = offsetNanos;
    reach(deviceNanos);
  }

  /// There is a sample at this device time.
  void reach(long deviceNanos) {
    lastNanos = Math.max(lastNanos, deviceNanos);
  }

  /// Gives what lies from a time on to the next stretch.
  void handOver(long sinceNanos, Stretch next) {
    int from = 0;
    while (from < size && at[from] < sinceNanos) {
      from++;
    }
    for (int i = from; i < size; i++) {
      next.add(at[i], offset[i]);
    }
    size = from;
    next.reach(lastNanos);
    lastNanos = Math.min(lastNanos, sinceNanos - 1);
  }

  /// Whether it is long enough to have met the path's least delay, whatever came before.
  boolean settled() {
    return size > 0 && at[size - 1] - at[0] >= SETTLED_NANOS;
  }

  long firstNanos() {
    return size == 0 ? lastNanos : at[0];
  }

  long lastNanos() {
    return lastNanos;
  }

  void envelope(Knots knots, long pathNanos, long uncertaintyNanos, long halfTickNanos) {
    if (size == 0) {
      return;
    }
    long first = at[0];
    long last = Math.max(at[size - 1], lastNanos);
    long constant = pathNanos + shiftNanos - halfTickNanos;
    long always = uncertaintyNanos + HullClock.FLOOR_NANOS + halfTickNanos + doubtNanos;
    int low = 0;
    int high = 0;
    long knot = first;
    while (true) {
      // At the ends as long a window as elsewhere, to one side.
      long from = Math.min(knot, last - WINDOW_NANOS) - WINDOW_NANOS;
      long to = Math.max(knot, first + WINDOW_NANOS) + WINDOW_NANOS;
      while (high < size && at[high] <= to) {
        high++;
      }
      while (low < high - 1 && at[low] < from) {
        low++;
      }
      hull(low, high);
      double value = valueAt(knot, first, at[size - 1]);
      double doubt = doubt(low, high, knot, value) + unsettled(low, high);
      knots.add(knot, Math.round(value) - constant, always + Math.round(doubt));
      if (knot >= last) {
        return;
      }
      knot = last - knot < KNOT_NANOS * 3 / 2 ? last : knot + KNOT_NANOS;
    }
  }

  private void hull(int low, int high) {
    if (hull.length < high - low) {
      hull = new int[2 * (high - low)];
    }
    hullSize = 0;
    for (int k = low; k < high; k++) {
      while (hullSize >= 2 && !below(hull[hullSize - 2], hull[hullSize - 1], k)) {
        hullSize--;
      }
      hull[hullSize++] = k;
    }
  }

  private boolean below(int i, int j, int k) {
    return (double) (offset[j] - offset[i]) * (at[k] - at[i])
        < (double) (offset[k] - offset[i]) * (at[j] - at[i]);
  }

  /// The hull's edge over the knot; near the ends of the stretch, one from farther inside.
  private double valueAt(long knot, long first, long last) {
    if (hullSize == 1) {
      return offset[hull[0]];
    }
    long inset = Math.min(INSET_NANOS, (last - first) / 2);
    long moment = Math.clamp(knot, first + inset, last - inset);
    int j = 1;
    while (j < hullSize - 1 && at[hull[j]] < moment) {
      j++;
    }
    int a = hull[j - 1];
    int b = hull[j];
    double slope = (double) (offset[b] - offset[a]) / (at[b] - at[a]);
    return offset[a] + slope * (knot - at[a]);
  }

  /// How far above the envelope even the luckiest samples nearby are; without any nearby, what the
  /// clock may have drifted since.
  private double doubt(int low, int high, long knot, double value) {
    double least = Double.POSITIVE_INFINITY;
    long nearest = Long.MAX_VALUE;
    double slope = slopeAt(knot);
    for (int i = low; i < high; i++) {
      long away = Math.abs(at[i] - knot);
      nearest = Math.min(nearest, away);
      if (away <= NEAR_NANOS) {
        least = Math.min(least, Math.abs(offset[i] - value - slope * (at[i] - knot)));
      }
    }
    if (least < Double.POSITIVE_INFINITY) {
      return least;
    }
    return nearest * HOLDOVER_DRIFT;
  }

  private double slopeAt(long knot) {
    if (hullSize < 2) {
      return 0;
    }
    int j = 1;
    while (j < hullSize - 1 && at[hull[j]] < knot) {
      j++;
    }
    int a = hull[j - 1];
    int b = hull[j];
    return (double) (offset[b] - offset[a]) / (at[b] - at[a]);
  }

  private double unsettled(int low, int high) {
    double young = Math.max(0, 1 - (at[size - 1] - at[0]) / SETTLED_NANOS);
    if (young == 0 || hullSize < 2) {
      return young * HullClock.FLOOR_NANOS;
    }
    double excess = 0;
    for (int i = low; i < high; i++) {
      int a = hull[0];
      int b = hull[hullSize - 1];
      double slope = (double) (offset[b] - offset[a]) / (at[b] - at[a]);
      excess += Math.abs(offset[i] - offset[a] - slope * (at[i] - at[a]));
    }
    return young * UNSETTLED_SHARE * excess / (high - low);
  }
}
