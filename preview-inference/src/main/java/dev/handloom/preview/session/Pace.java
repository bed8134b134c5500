package dev.handloom.preview.session;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Counts and times of a preview. Belongs to its thread.
final class Pace {
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;
  private static final int KEPT = 512;
  private static final double MOST_OF_THEM = 0.95;
  private static final long RATE_OVER_NANOS = 3_000_000_000L;

  private final double[] added = new double[KEPT];
  private final Deque<Long> answers = new ArrayDeque<>();
  private int addedCount;
  private double modelMillis = Double.NaN;
  private double roundTripMillis = Double.NaN;
  private double ageMillis = Double.NaN;
  private long asked;
  private long answered;
  private long missed;
  private long stale;

  void asked() {
    asked++;
  }

  void missed() {
    missed++;
  }

  void answered(long nowNanos, PlacedPlan plan, boolean late) {
    answered++;
    stale += late ? 1 : 0;
    answers.addLast(nowNanos);
    modelMillis = plan.prediction().modelMillis();
    roundTripMillis = plan.prediction().roundTripMillis();
    ageMillis = plan.prediction().ageMillis();
  }

  void added(long nanos) {
    added[addedCount++ % KEPT] = nanos / MILLI;
  }

  PreviewTiming timing(long nowNanos) {
    while (!answers.isEmpty() && answers.getFirst() < nowNanos - RATE_OVER_NANOS) {
      answers.removeFirst();
    }
    double rate = Double.NaN;
    if (answers.size() > 1) {
      rate = (answers.size() - 1) * SECOND / (answers.getLast() - answers.getFirst());
    }
    int count = Math.min(addedCount, KEPT);
    double last = Double.NaN;
    double most = Double.NaN;
    if (count > 0) {
      double[] sorted = Arrays.copyOf(added, count);
      Arrays.sort(sorted);
      last = added[(addedCount - 1) % KEPT];
      most = sorted[(int) Math.min(count - 1L, Math.round(Math.ceil(MOST_OF_THEM * count)) - 1)];
    }
    return new PreviewTiming(
        modelMillis, roundTripMillis, ageMillis, last, most, rate, asked, answered, missed, stale);
  }
}
