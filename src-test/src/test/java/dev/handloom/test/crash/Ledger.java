package dev.handloom.test.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a child promised before it died. Times are of the monotonic clock, which all programs of a
/// machine share.
final class Ledger {
  private static final long NEVER = Long.MAX_VALUE;

  /// Between two lines, on a machine that has time.
  private static final long ORDINARY_NANOS = 20_000_000L;

  final Map<String, Long> durable = new TreeMap<>();

  /// In the order in which they were; the last may have no end.
  private final List<long[]> pauses = new ArrayList<>();

  /// When the child was told to begin; 0 if it died before.
  long askedNanos;

  /// When the child knew that the take had begun; nobody counts on it before.
  long startNanos = NEVER;

  /// The first moment that is to be in the take: earlier than its start if it was armed.
  long beginNanos = NEVER;

  long stopNanos = NEVER;
  long killNanos;
  int parts = 1;
  boolean saved;

  /// The disk broke so often that the take was given up before it was killed, and said so.
  boolean failed;

  /// For how long the machine gave the child no time at all: its lines come every few milliseconds.
  long longestStallNanos;

  /// How much time it got too little in all.
  long stalledNanos;

  private long lastLineNanos;

  /// Takes a line in. One that was cut says nothing.
  void line(String line) {
    String[] words = line.split(" ");
    if (!words[words.length - 1].equals(".")) {
      return;
    }
    switch (words[0]) {
      case "starting" -> askedNanos = Long.parseLong(words[1]);
      case "started" -> {
        startNanos = Long.parseLong(words[1]);
        beginNanos = Long.parseLong(words[2]);
      }
      case "paused" -> pauses.add(new long[] {Long.parseLong(words[1]), NEVER});
      case "resumed" -> pauses.getLast()[1] = Long.parseLong(words[1]);
      case "parts" -> parts = Integer.parseInt(words[1]);
      case "saved" -> {
        saved = words[1].equals("SAVED");
        failed = !saved;
      }
      case "durable" -> {
        long now = Long.parseLong(words[1]);
        if (lastLineNanos != 0) {
          longestStallNanos = Math.max(longestStallNanos, now - lastLineNanos);
          stalledNanos += Math.max(0, now - lastLineNanos - ORDINARY_NANOS);
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

  boolean started() {
    return startNanos != NEVER;
  }

  boolean anything() {
    return durable.values().stream().anyMatch(count -> count > 0);
  }

  long acknowledged() {
    return durable.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether a moment may lie in a pause, as far as the two clocks agree.
  boolean paused(long nanos, long tolerance) {
    for (long[] pause : pauses) {
      if (nanos >= pause[0] - tolerance && (pause[1] == NEVER || nanos <= pause[1] + tolerance)) {
        return true;
      }
    }
    return false;
  }

  /// How long the take should have been recording from a moment until it died or was ended.
  long recordedSince(long nanos) {
    long end = Math.min(killNanos, stopNanos);
    long from = Math.max(nanos, startNanos);
    long sum = Math.max(0, end - from);
    for (long[] pause : pauses) {
      sum -= Math.max(0, Math.min(end, pause[1]) - Math.max(from, pause[0]));
    }
    return Math.max(0, sum);
  }
}
