package dev.handloom.app.ui.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where the time axis is marked, at round times.
///
/// @param ticks ascending
record TimeTicks(List<Tick> ticks) {

  private static final double SECOND = 1e9;
  private static final double[] STEPS_SECONDS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600,
    1800, 3600
  };

  /// A mark and what is written under it.
  record Tick(long nanos, String label) {}

  /// Seconds before now, for a live plot.
  static TimeTicks ago(long from, long now, int most) {
    long step = step(now - from, most);
    List<Tick> ticks = new ArrayList<>();
    for (long ago = 0; now - ago >= from; ago += step) {
      ticks.addFirst(new Tick(now - ago, ago == 0 ? "now" : "−" + seconds(ago, step) + " s"));
    }
    return new TimeTicks(ticks);
  }

  /// Times since the start of an episode, for review.
  static TimeTicks since(long start, long from, long to, int most) {
    long step = step(to - from, most);
    List<Tick> ticks = new ArrayList<>();
    for (long t = Math.ceilDiv(from - start, step) * step; start + t <= to; t += step) {
      ticks.add(new Tick(start + t, shortClock(t, step)));
    }
    return new TimeTicks(ticks);
  }

  private static long step(long span, int most) {
    for (double step : STEPS_SECONDS) {
      if (span / (step * SECOND) <= Math.max(1, most)) {
        return (long) (step * SECOND);
      }
    }
    return (long) (STEPS_SECONDS[STEPS_SECONDS.length - 1] * SECOND);
  }

  private static String seconds(long nanos, long step) {
    return String.format(Locale.ROOT, "%." + decimals(step) + "f", nanos / SECOND);
  }

  private static String shortClock(long nanos, long step) {
    String full = TimeText.clock(nanos);
    int drop = decimals(step) == 0 ? 4 : 3 - decimals(step);
    return full.substring(0, full.length() - drop);
  }

  private static int decimals(long step) {
    double seconds = step / SECOND;
    return seconds >= 1 ? 0 : (int) Math.ceil(-Math.log10(seconds) - 1e-9);
  }
}
