package dev.handloom.store.progress;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// What became of a day of collecting.
///
/// @param takes that are kept
/// @param thrown takes in the trash
/// @param recordedNanos of the takes that are kept
/// @param presentNanos from the first take of each stretch to the end of its last
/// @param stretches of work without a break
/// @param ofRuns takes that were begun in runs
/// @param redone those of them that were done again: they lie in the trash or are gone from it
public record Day(
    int takes,
    int thrown,
    long recordedNanos,
    long presentNanos,
    List<Stretch> stretches,
    int ofRuns,
    int redone) {
  /// Longer without a take is a break, and not counted as present.
  public static final Duration BREAK = Duration.ofMinutes(10);

  /// A rate of fewer takes than this says more of the moment than of the day.
  private static final int LEAST_FOR_RATE = 3;

  private static final double NANOS_PER_HOUR = 3.6e12;

  /// Work without a break.
  public record Stretch(long fromUnixNanos, long toUnixNanos) {}

  public Day {
    stretches = List.copyOf(stretches);
  }

  /// @param rows the episodes of the day, those in the trash, too
  /// @param begun takes that runs began on that day, wherever they are now
  public static Day of(List<EpisodeRow> rows, List<EpisodeId> begun) {
    List<EpisodeRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingLong(EpisodeRow::startUnixNanos));
    List<Stretch> stretches = new ArrayList<>();
    Set<EpisodeId> kept = new HashSet<>();
    long recorded = 0;
    for (EpisodeRow row : sorted) {
      if (!row.trashed()) {
        kept.add(row.id());
        recorded += row.durationNanos();
      }
      long from = row.startUnixNanos();
      long to = from + row.durationNanos();
      Stretch last = stretches.isEmpty() ? null : stretches.getLast();
      if (last != null && from - last.toUnixNanos() <= BREAK.toNanos()) {
        stretches.set(
            stretches.size() - 1,
            new Stretch(last.fromUnixNanos(), Math.max(to, last.toUnixNanos())));
      } else {
        stretches.add(new Stretch(from, to));
      }
    }
    long present = stretches.stream().mapToLong(s -> s.toUnixNanos() - s.fromUnixNanos()).sum();
    Set<EpisodeId> ofRuns = new HashSet<>(begun);
    int redone = (int) ofRuns.stream().filter(id -> !kept.contains(id)).count();
    return new Day(
        kept.size(),
        sorted.size() - kept.size(),
        recorded,
        present,
        stretches,
        ofRuns.size(),
        redone);
  }

  /// Takes kept in an hour of presence; empty while there are too few.
  public OptionalDouble perHour() {
    return takes < LEAST_FOR_RATE || presentNanos <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(takes * NANOS_PER_HOUR / presentNanos);
  }

  /// Which share of the presence was recorded and kept; empty without any.
  public OptionalDouble recordedShare() {
    return presentNanos <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) recordedNanos / presentNanos);
  }

  /// Which share of the takes of runs was done again; empty without any.
  public OptionalDouble redoShare() {
    return ofRuns == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) redone / ofRuns);
  }
}
