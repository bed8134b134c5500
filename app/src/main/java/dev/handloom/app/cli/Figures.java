package dev.handloom.app.cli;

import java.util.Locale;

/// Numbers as a person reads them, with units, in the same form everywhere on the command line.
final class Figures {
  private Figures() {}

  static String clock(long seconds) {
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }

  static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static String hertz(double hertz) {
    return String.format(Locale.ROOT, "%.1f Hz", hertz);
  }

  static String millis(long nanos) {
    return nanos == Long.MAX_VALUE ? "unknown" : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  static String bytes(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  static String count(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }
}
