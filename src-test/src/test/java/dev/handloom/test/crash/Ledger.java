package dev.handloom.test.crash;

import java.util.Map;
import java.util.TreeMap;

/// What a child promised before it died. Times are of the monotonic clock, which all programs of a
/// machine share.
final class Ledger {
  final Map<String, Long> durable = new TreeMap<>();
  long startNanos;
  long stopNanos = Long.MAX_VALUE;
  long killNanos;
  boolean saved;

  /// For how long the machine gave the child no time at all: its lines come every few milliseconds.
  long longestPauseNanos;

  private long lastLineNanos;

  /// Takes a line in. One that was cut says nothing.
  void line(String line) {
    String[] words = line.split(" ");
    if (!words[words.length - 1].equals(".")) {
      return;
    }
    switch (words[0]) {
      case "starting" -> startNanos = Long.parseLong(words[1]);
      case "saved" -> saved = true;
      case "durable" -> {
        long now = Long.parseLong(words[1]);
        if (lastLineNanos != 0) {
          longestPauseNanos = Math.max(longestPauseNanos, now - lastLineNanos);
        }
        lastLineNanos = now;
        for (int i = 2; i + 1 < words.length; i += 2) {
          durable.merge(words[i], Long.parseLong(words[i + 1]), Math::max);
        }
      }
      default -> {
        // Nothing is promised.
      }
    }
  }

  boolean anything() {
    return durable.values().stream().anyMatch(count -> count > 0);
  }

  long acknowledged() {
    return durable.values().stream().mapToLong(Long::longValue).sum();
  }
}
