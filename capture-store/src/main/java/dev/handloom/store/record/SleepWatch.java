package dev.handloom.store.record;

import dev.handloom.device.clock.Standby;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.Locale;
import java.util.function.Supplier;

/// Notices that the computer slept during a take, or that its wall clock was set. The writer thread
/// only.
final class SleepWatch {
  /// Clocks are adjusted by less than this all the time.
  private static final long LEAST_NANOS = 2_000_000_000L;

  private final Supplier<Standby.Clocks> clocks;
  private Standby.Clocks before;

  SleepWatch(Supplier<Standby.Clocks> clocks) {
    this.clocks = clocks;
    before = clocks.get();
  }

  static SleepWatch ofThisComputer() {
    return new SleepWatch(Standby::read);
  }

  void look(long now, Incidents incidents) {
    Standby.Clocks after = clocks.get();
    long slept = Standby.sleptNanos(before, after);
    long wallAhead = Standby.wallAheadNanos(before, after);
    before = after;
    if (slept > LEAST_NANOS) {
      incidents.add(
          event(
              now,
              EventKind.SUSPENDED,
              slept,
              "The computer slept for %.1f s; nothing was recorded"));
    } else if (after.asleepKnown() && Math.abs(wallAhead) > LEAST_NANOS) {
      incidents.add(
          event(now, EventKind.WALL_CLOCK_SET, wallAhead, "The wall clock was set by %+.1f s"));
    } else if (wallAhead > LEAST_NANOS) {
      incidents.add(
          event(
              now,
              EventKind.SUSPENDED,
              wallAhead,
              "The computer slept for %.1f s, or its wall clock was set"));
    } else if (wallAhead < -LEAST_NANOS) {
      incidents.add(
          event(now, EventKind.WALL_CLOCK_SET, wallAhead, "The wall clock was set by %+.1f s"));
    }
  }

  /// The count is in milliseconds.
  private static EpisodeEvent event(long now, EventKind kind, long nanos, String words) {
    return new EpisodeEvent(
        now, kind, "", Math.abs(nanos) / 1_000_000, String.format(Locale.ROOT, words, nanos / 1e9));
  }
}
