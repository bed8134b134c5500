package dev.handloom.test.bench.clock;

import java.util.ArrayList;
import java.util.List;

/// One line of arrival over device time through a whole stretch, as importers of lab recordings lay
/// it. It is given device time without wraps and is told of resets and leaps of seconds.
final class LeastSquares {
  private long originDevice;
  private long originArrival;
  private double n;
  private double x;
  private double y;
  private double xx;
  private double xy;

  /// Where a new line begins: device time back, or apart from arrival by a second more than before.
  static final class Splitter {
    private static final long APART_NANOS = 1_000_000_000L;
    private long device = Long.MAX_VALUE;
    private long offset;

    boolean begins(Scenario.Run run) {
      long now = run.arrivalNanos - run.deviceNanos;
      boolean begins = run.deviceNanos < device || Math.abs(now - offset) > APART_NANOS;
      if (begins) {
        offset = now;
      }
      device = run.deviceNanos;
      return begins;
    }
  }

  static List<LeastSquares> stretches(Scenario.Run run) {
    List<LeastSquares> lines = new ArrayList<>();
    Splitter splitter = new Splitter();
    while (run.next()) {
      if (splitter.begins(run)) {
        lines.add(new LeastSquares());
      }
      lines.getLast().add(run.deviceNanos, run.arrivalNanos);
    }
    return lines;
  }

  private void add(long device, long arrival) {
    if (n == 0) {
      originDevice = device;
      originArrival = arrival;
    }
    double dx = (device - originDevice) / 1e9;
    double dy = (arrival - originArrival) / 1e9 - dx;
    n++;
    x += dx;
    y += dy;
    xx += dx * dx;
    xy += dx * dy;
  }

  long at(long device) {
    double across = n * xx - x * x;
    double slope = across > 0 ? (n * xy - x * y) / across : 0;
    double lift = (y - slope * x) / n;
    double dx = (device - originDevice) / 1e9;
    return originArrival + (device - originDevice) + Math.round((lift + slope * dx) * 1e9);
  }
}
