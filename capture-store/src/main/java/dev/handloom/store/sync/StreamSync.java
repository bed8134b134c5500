package dev.handloom.store.sync;

import dev.handloom.device.clock.ClockHistory;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.PathDelay;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How well one stream of a take is timed.
///
/// @param maker what computed it; null for a raw one
/// @param hz by capture times
/// @param state of its device's clock at the end of the take
/// @param changes of that state during the take
/// @param method of the live pass
/// @param offsetNanos studio time less device time at the end; 0 without device time
/// @param driftPpm by which the studio's clock runs faster, at the end
/// @param jumps of the device's clock, since the device was opened
/// @param delay the constant part that was taken off; null where nobody wrote it down
/// @param live the bounds that were stated during the take
/// @param second what the second pass makes of it; null where a device sends no time, or where the
///   path was measured, or is not known
/// @param history of its device's clock during the take; with it, how late its samples were beyond
///   the least delay, by the better times
public record StreamSync(
    String stream,
    String device,
    @Nullable String maker,
    long samples,
    double hz,
    long lost,
    long overruns,
    long restarts,
    ClockState state,
    List<Change> changes,
    String method,
    long offsetNanos,
    double driftPpm,
    long jumps,
    @Nullable PathDelay delay,
    Bounds live,
    @Nullable Second second,
    ClockHistory history) {
  public StreamSync {
    Objects.requireNonNull(stream, "stream");
    changes = List.copyOf(changes);
  }

  /// Where the constant part of its delay is known from.
  public PathDelay.Knowledge delayKnowledge() {
    PathDelay taken = delay;
    return taken == null ? PathDelay.Knowledge.UNCALIBRATED : taken.knowledge();
  }

  /// A state that began.
  ///
  /// @param takeNanos when, counted from the start of the take
  public record Change(long takeNanos, ClockState state) {}

  /// Stated bounds.
  ///
  /// @param usualNanos the median; null when none was stated
  /// @param worstNanos the widest; null when none was stated
  /// @param unbounded samples without one
  public record Bounds(@Nullable Long usualNanos, @Nullable Long worstNanos, long unbounded) {}

  /// A second pass beside the live one.
  ///
  /// @param path what was taken off for the way of the samples, in words
  /// @param spans stretches over which the device counted on
  /// @param medianNanos by which the second times are later than the live ones
  /// @param p99Nanos of the distance between the two
  /// @param contradicting samples whose two times are farther apart than both bounds together allow
  public record Second(
      String path,
      int spans,
      Bounds bounds,
      long medianNanos,
      long p99Nanos,
      long worstNanos,
      long contradicting) {}
}
