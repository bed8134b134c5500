package dev.handloom.store.sync;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.SecondPass;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.PayloadReader;
import org.jspecify.annotations.Nullable;

/// The two readings of one stream: in the first the second pass is fed, in the second what it found
/// is held beside the live times.
final class StreamPasses {
  final StreamSpec spec;
  final Tally tally;
  private final @Nullable PathDelay path;
  private final @Nullable SecondPass pass;
  private ClockCorrection.@Nullable Cursor cursor;
  private @Nullable ClockCorrection correction;
  private long stamped;
  private long lastArrival = Long.MIN_VALUE;

  /// By which the second time of each sample is later than the live one; NaN where there is none.
  private final Figures later = new Figures();

  private final Figures liveBounds = new Figures();
  private final Figures secondBounds = new Figures();
  private final Figures late = new Figures();

  /// @param path that the live pass took off; null where it was not assumed or is not known
  StreamPasses(StreamSpec spec, @Nullable PathDelay path) {
    this.spec = spec;
    this.path = path;
    tally = new Tally(spec);
    // The kernel's stamps are times of this machine already: there is no clock to be found.
    DeviceTicks ticks = spec.stampSource() == StampSource.DEVICE_CLOCK ? spec.ticks() : null;
    pass = ticks == null || path == null ? null : new SecondPass(ticks, path);
  }

  void first(PayloadReader sample) {
    if (pass != null && sample.deviceTicks() != Sample.NO_TICKS) {
      pass.add(
          sample.deviceTicks(), sample.arrivalNanos(), sample.captureNanos(), sample.boundNanos());
      stamped++;
    }
  }

  /// @param pathAtEnd as the live pass had it then
  void between(@Nullable PathDelay pathAtEnd) {
    if (pass != null && path != null && stamped > 0) {
      correction = pass.correction(pathAtEnd == null ? path : pathAtEnd);
      cursor = correction.cursor();
    }
  }

  void second(PayloadReader sample) {
    double liveBound =
        sample.boundNanos() == Sample.UNBOUNDED ? Double.NaN : (double) sample.boundNanos();
    liveBounds.add(liveBound);
    boolean known = cursor != null && cursor.next(sample.deviceTicks(), sample.arrivalNanos());
    if (cursor != null && known) {
      later.add((double) (cursor.captureNanos() - sample.captureNanos()));
      secondBounds.add((double) cursor.boundNanos());
      late.add((double) (sample.arrivalNanos() - cursor.captureNanos()));
    } else {
      later.add(Double.NaN);
      secondBounds.add(liveBound);
      if (spec.ticks() == null) {
        // Without device time only the pauses show anything.
        late.add(
            lastArrival == Long.MIN_VALUE
                ? 0
                : Math.max(0, sample.arrivalNanos() - lastArrival - 1e9 / spec.nominalHz()));
      } else {
        late.add((double) (sample.arrivalNanos() - sample.captureNanos()));
      }
    }
    lastArrival = sample.arrivalNanos();
  }

  /// Null where there is nothing better than the live times.
  @Nullable ClockCorrection correction() {
    return correction;
  }

  String pathWords() {
    return path == null ? "" : path.origin();
  }

  private static Figures only(Figures figures) {
    Figures known = new Figures();
    for (int i = 0; i < figures.size(); i++) {
      if (!Float.isNaN(figures.get(i))) {
        known.add(figures.get(i));
      }
    }
    return known.sorted();
  }

  StreamSync.Bounds liveBounds() {
    return bounds(liveBounds);
  }

  private static StreamSync.Bounds bounds(Figures figures) {
    Figures known = only(figures);
    long unbounded = figures.size() - (long) known.size();
    return known.size() == 0
        ? new StreamSync.Bounds(null, null, unbounded)
        : new StreamSync.Bounds(
            Math.round(known.quantile(0.5)), Math.round(known.quantile(1)), unbounded);
  }

  StreamSync.@Nullable Second comparison() {
    ClockCorrection found = correction;
    if (found == null) {
      return null;
    }
    Figures known = only(later);
    Figures apart = new Figures();
    long contradicting = 0;
    for (int i = 0; i < later.size(); i++) {
      if (!Float.isNaN(later.get(i))) {
        double distance = Math.abs(later.get(i));
        apart.add(distance);
        contradicting += distance > (double) liveBounds.get(i) + secondBounds.get(i) ? 1 : 0;
      }
    }
    Figures sorted = apart.sorted();
    return new StreamSync.Second(
        pathWords(),
        found.spans().size(),
        bounds(secondBounds),
        Math.round(known.quantile(0.5)),
        Math.round(sorted.quantile(0.99)),
        Math.round(sorted.quantile(1)),
        contradicting);
  }

  /// How late beyond the luckiest.
  JitterHistogram jitter() {
    double least = spec.ticks() == null ? 0 : late.sorted().quantile(0);
    long[] beyond = new long[late.size()];
    for (int i = 0; i < beyond.length; i++) {
      beyond[i] = Math.round(late.get(i) - least);
    }
    return JitterHistogram.of(beyond);
  }
}
