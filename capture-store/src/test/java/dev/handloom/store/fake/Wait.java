package dev.handloom.store.fake;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for a condition, for half a minute at most.
public final class Wait {
  private static final long MOST_NANOS = 120_000_000_000L;
  private static final long LOOK_EVERY_NANOS = 5_000_000L;

  private Wait() {}

  public static void until(BooleanSupplier condition, Supplier<?> state) {
    long deadline = System.nanoTime() + MOST_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited in vain: " + state.get());
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
