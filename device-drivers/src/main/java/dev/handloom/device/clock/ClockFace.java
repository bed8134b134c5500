package dev.handloom.device.clock;

import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// What a clock model shows of itself: written by its thread with every sample, read by anyone.
final class ClockFace {
  private static final long FIRST_POINT_EVERY_NANOS = 1_000_000_000L;

  private volatile ClockState state = ClockState.ACQUIRING;
  private volatile long samples;
  private volatile long jumps;
  private volatile long offsetNanos;
  private volatile double driftPpm;
  private volatile long boundNanos = Sample.UNBOUNDED;
  private volatile long seenNanos;
  private final AtomicLongArray jitter = new AtomicLongArray(JitterHistogram.STEPS);

  private final List<ClockHistory.Point> points = new ArrayList<>();
  private long pointEveryNanos = FIRST_POINT_EVERY_NANOS;
  private long nextPointNanos = Long.MIN_VALUE;

  /// A sample got its times.
  ///
  /// @param lateNanos how late it was beyond the least delay
  void stamped(ClockState now, Sample sample, long offset, double drift, long lateNanos) {
    boolean changed = now != state;
    state = now;
    offsetNanos = offset;
    driftPpm = drift;
    boundNanos = sample.boundNanos;
    seenNanos = sample.arrivalNanos;
    int step = JitterHistogram.step(lateNanos);
    // One thread writes: no need to read and add in one.
    jitter.lazySet(step, jitter.getPlain(step) + 1);
    countSample();
    if (changed || sample.arrivalNanos >= nextPointNanos) {
      point(sample.arrivalNanos);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void countSample() {
    samples++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void jumped() {
    jumps++;
    // The next sample is worth a point.
    nextPointNanos = Long.MIN_VALUE;
  }

  /// Nothing is known any more until samples come.
  void forget(ClockState now) {
    state = now;
    boundNanos = Sample.UNBOUNDED;
  }

  private void point(long studioNanos) {
    synchronized (points) {
      if (points.size() == ClockHistory.MOST_POINTS) {
        thin();
      }
      points.add(
          new ClockHistory.Point(studioNanos, state, offsetNanos, driftPpm, boundNanos, jumps));
      nextPointNanos = studioNanos + pointEveryNanos;
    }
  }

  /// Every second point goes, unless something happened there.
  private void thin() {
    List<ClockHistory.Point> kept = new ArrayList<>(ClockHistory.MOST_POINTS);
    for (int i = 0; i < points.size(); i++) {
      boolean event = i > 0 && points.get(i).state() != points.get(i - 1).state();
      if (i % 2 == 0 || (event && kept.size() < ClockHistory.MOST_POINTS * 3 / 4)) {
        kept.add(points.get(i));
      }
    }
    points.clear();
    points.addAll(kept);
    pointEveryNanos *= 2;
  }

  ClockState state() {
    return state;
  }

  long samples() {
    return samples;
  }

  long boundNanos() {
    return boundNanos;
  }

  long seenNanos() {
    return seenNanos;
  }

  /// @param silentNanos for how long nothing has been heard that would keep the clock
  /// @param silence after so long it is called held over
  /// @param holdoverDrift by which the bound grows meanwhile
  ClockReport report(
      String method,
      @Nullable PathDelay path,
      long silentNanos,
      long silence,
      double holdoverDrift) {
    long bound = boundNanos;
    boolean held = samples > 0 && silentNanos > silence;
    if (held && bound != Sample.UNBOUNDED) {
      bound += (long) (holdoverDrift * silentNanos);
    }
    return new ClockReport(
        held ? ClockState.HOLDOVER : state,
        method,
        offsetNanos,
        driftPpm,
        bound,
        samples,
        jumps,
        path);
  }

  ClockHistory history() {
    long[] counts = new long[JitterHistogram.STEPS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = jitter.get(i);
    }
    synchronized (points) {
      return new ClockHistory(points, new JitterHistogram(counts));
    }
  }
}
