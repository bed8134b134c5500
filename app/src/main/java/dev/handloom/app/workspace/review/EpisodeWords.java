package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.kordamp.ikonli.feather.Feather;

/// An episode in words.
final class EpisodeWords {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private EpisodeWords() {}

  static String task(EpisodeRow row) {
    return row.task().isBlank() ? "No task" : row.task();
  }

  static String when(EpisodeRow row, ZoneId zone) {
    long unix = row.startUnixNanos();
    return WHEN.format(
        Instant.ofEpochSecond(
                Math.floorDiv(unix, NANOS_PER_SECOND), Math.floorMod(unix, NANOS_PER_SECOND))
            .atZone(zone));
  }

  static String length(EpisodeRow row) {
    return TimeText.clock(row.durationNanos());
  }

  /// What is wrong with it; empty when nothing is.
  static String trouble(EpisodeRow row) {
    String missing = row.missing() > 0 ? row.missing() + " missing" : "";
    if (row.state() != Manifest.State.RECOVERED) {
      return missing;
    }
    return missing.isEmpty() ? "Recovered" : "Recovered, " + missing;
  }

  /// One word; empty while nobody has decided.
  static String verdict(Verdict verdict) {
    return switch (verdict) {
      case NONE -> "";
      case SUCCESS -> "Success";
      case FAIL -> "Fail";
      case UNSURE -> "Unsure";
    };
  }

  static Feather icon(Verdict verdict) {
    return switch (verdict) {
      case NONE -> Feather.MINUS;
      case SUCCESS -> Feather.CHECK_CIRCLE;
      case FAIL -> Feather.X_CIRCLE;
      case UNSURE -> Feather.HELP_CIRCLE;
    };
  }

  /// A stream's name as a person says it: "Left glove, fingers".
  static String stream(String name) {
    String words = name.replace('-', ' ').replace("/", ", ");
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
