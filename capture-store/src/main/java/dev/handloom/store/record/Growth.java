package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;

/// When the files of a take last grew, as far as anyone looked.
final class Growth {
  private long bytes;
  private long atNanos;

  synchronized void begin() {
    bytes = 0;
    atNanos = StudioClock.now();
  }

  synchronized boolean grewWithin(long bytesNow, long nowNanos, long withinNanos) {
    if (bytesNow > bytes) {
      bytes = bytesNow;
      atNanos = nowNanos;
    }
    return bytes > 0 && nowNanos - atNanos < withinNanos;
  }
}
