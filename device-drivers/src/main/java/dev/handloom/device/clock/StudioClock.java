package dev.handloom.device.clock;

import java.time.Clock;
import java.time.Instant;

/// The one clock that all times in the studio refer to: monotonic nanoseconds, and where they lie
/// on the wall clock.
public final class StudioClock {
  /// How often the recorder writes an anchor.
  public static final long ANCHOR_EVERY_NANOS = 10_000_000_000L;

  /// Readings tried for one anchor; the tightest is kept.
  private static final int TRIES = 5;

  private StudioClock() {}

  /// Studio time now.
  public static long now() {
    return System.nanoTime();
  }

  /// A pair of studio and wall time read together.
  ///
  /// @param uncertaintyNanos half the time that the reading took
  public record Anchor(long studioNanos, long unixNanos, long uncertaintyNanos) {
    /// Where a studio time lies on the wall clock.
    public long toUnixNanos(long studioNanosThen) {
      return unixNanos + (studioNanosThen - studioNanos);
    }

    /// Where a wall time lies on the studio clock.
    public long toStudioNanos(long unixNanosThen) {
      return studioNanos + (unixNanosThen - unixNanos);
    }
  }

  /// Reads both clocks as close together as they can be read.
  public static Anchor anchor() {
    Anchor best = null;
    for (int i = 0; i < TRIES; i++) {
      long before = now();
      Instant wall = Clock.systemUTC().instant();
      long after = now();
      long half = (after - before + 1) / 2;
      if (best == null || half < best.uncertaintyNanos()) {
        long unix =
            Math.addExact(
                Math.multiplyExact(wall.getEpochSecond(), 1_000_000_000L), wall.getNano());
        best = new Anchor(before + half, unix, half);
      }
    }
    if (best == null) {
      throw new IllegalStateException("No reading was tried");
    }
    return best;
  }
}
