package dev.handloom.device.rig;

import dev.handloom.device.clock.StudioClock;
import java.util.concurrent.locks.LockSupport;

/// The beat of a driver that asks its device for every sample. Places that were missed are left
/// out, never made up for. Belongs to one thread.
public final class Pace {
  private final long periodNanos;
  private long nextNanos = Long.MIN_VALUE;
  private long missed;

  public Pace(double hz) {
    periodNanos = Math.round(1e9 / hz);
  }

  /// Waits until the next question is due.
  public void await() {
    long now = StudioClock.now();
    if (nextNanos == Long.MIN_VALUE) {
      nextNanos = now;
    }
    while (now < nextNanos) {
      LockSupport.parkNanos(this, nextNanos - now);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      now = StudioClock.now();
    }
    nextNanos += periodNanos;
    if (nextNanos <= now) {
      long behind = (now - nextNanos) / periodNanos + 1;
      missed += behind;
      nextNanos += behind * periodNanos;
    }
  }

  /// Places that nobody asked at.
  public long missed() {
    return missed;
  }
}
