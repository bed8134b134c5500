package dev.handloom.device.driver.line;

/// A device's count of its samples, which begins anew after so many bits. Belongs to one thread.
final class Counter {
  private final long mask;
  private long last = -1;
  private long total;

  Counter(int bits) {
    mask = (1L << bits) - 1;
  }

  /// The count without the wraps. A step of more than half of all is one back: the device has
  /// restarted.
  long count(long raw) {
    long step = raw - last & mask;
    if (last < 0) {
      total = raw;
    } else if (step <= mask >>> 1) {
      total += step;
    } else {
      total = Math.max(0, total - (mask + 1 - step));
    }
    last = raw;
    return total;
  }
}
