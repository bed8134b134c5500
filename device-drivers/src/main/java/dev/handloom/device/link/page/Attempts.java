package dev.handloom.device.link.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How often somebody may guess a token.
final class Attempts {
  /// Of one address, and of all together.
  static final int MOST_OF_ONE = 5;

  private static final int MOST_OF_ALL = 60;
  private static final long WITHIN_NANOS = 60_000_000_000L;

  private final Map<String, Deque<Long>> wrong = new HashMap<>();
  private final Deque<Long> all = new ArrayDeque<>();

  /// How many seconds an address has to wait before it may try again; 0 if it need not.
  synchronized int wait(String address, long nowNanos) {
    forget(all, nowNanos);
    wrong
        .values()
        .removeIf(times -> {
          forget(times, nowNanos);
          return times.isEmpty();
        });
    Deque<Long> own = wrong.get(address);
    if (own != null && own.size() >= MOST_OF_ONE) {
      return secondsLeft(own, nowNanos);
    }
    return all.size() >= MOST_OF_ALL ? secondsLeft(all, nowNanos) : 0;
  }

  private static int secondsLeft(Deque<Long> times, long nowNanos) {
    return (int)
        Math.max(1, Math.ceilDiv(times.getFirst() + WITHIN_NANOS - nowNanos, 1_000_000_000L));
  }

  synchronized void wrong(String address, long nowNanos) {
    all.add(nowNanos);
    wrong.computeIfAbsent(address, _ -> new ArrayDeque<>()).add(nowNanos);
  }

  private static void forget(Deque<Long> times, long nowNanos) {
    while (!times.isEmpty() && times.getFirst() < nowNanos - WITHIN_NANOS) {
      times.removeFirst();
    }
  }
}
