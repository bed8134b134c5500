package dev.handloom.app.workspace.library;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Sizes, lengths, counts and dates in words.
final class Amounts {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Amounts() {}

  /// "3.4 GB"; decimal units, as disks are sold.
  static String bytes(long bytes) {
    if (bytes < 1_000_000L) {
      return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
    if (bytes < 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
    return bytes < 1_000_000_000_000L
        ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
        : String.format(Locale.ROOT, "%.2f TB", bytes / 1e12);
  }

  /// "3 h 12 min", "2 min 17 s", "8 s": a sum of takes needs no milliseconds.
  static String length(long nanos) {
    long seconds = nanos / NANOS_PER_SECOND;
    if (seconds >= 3600) {
      return String.format(Locale.ROOT, "%,d h %d min", seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
  }

  /// "1,204 samples", "1 sample".
  static String count(long count, String one, String many) {
    return number(count) + " " + (count == 1 ? one : many);
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// "21 Nov 2026, 14:30", in the time of this place.
  static String date(Instant time) {
    return DATE.format(time.atZone(ZoneId.systemDefault()));
  }

  static String date(long unixNanos) {
    return date(Instant.ofEpochSecond(0, unixNanos));
  }

  static String task(String task) {
    return task.isBlank() ? "No task" : task;
  }
}
