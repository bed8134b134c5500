package dev.handloom.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Sample;
import org.junit.jupiter.api.Test;

class KernelClockTest {
  private static final long MS = 1_000_000L;

  private final KernelClock clock = new KernelClock(PathDelay.assumed(20, 15));
  private final Sample sample = Sample.stampOnly();

  private void stamp(long ticks, long arrival) {
    sample.deviceTicks = ticks;
    sample.arrivalNanos = arrival;
    clock.stamp(sample);
  }

  @Test
  void captureIsTheStampLessTheLagHoweverLateItComes() {
    stamp(5_000_000, 5_010 * MS);
    assertEquals(4_980 * MS, sample.captureNanos);
    assertEquals(15 * MS, sample.boundNanos);
    stamp(5_033_000, 5_900 * MS);
    assertEquals(5_013 * MS, sample.captureNanos);
    assertEquals(15 * MS, sample.boundNanos);
    assertEquals(ClockState.LOCKED, clock.report(5_900 * MS).state());
  }

  @Test
  void whatTheStampsMeanIsSaidWhenTheCameraIsOpen() {
    clock.means("the start", PathDelay.assumed(-10, 5), micros -> micros * 1000 - 7, 3);
    stamp(1_000, 20 * MS);
    assertEquals(MS - 7 + 10 * MS, sample.captureNanos);
    assertEquals(5 * MS + 3, sample.boundNanos);
    assertTrue(clock.report(20 * MS).method().contains("the start"));
    assertEquals(PathDelay.assumed(-10, 5), clock.report(20 * MS).path());
  }

  @Test
  void whatWasHadHadBeenCaptured() {
    clock.means("the start", PathDelay.assumed(-10, 6), micros -> micros * 1000, 0);
    stamp(1_000_000, 1_030 * MS);
    assertEquals(1_010 * MS, sample.captureNanos);
    // This one was had 8 ms after its stamp: it, and every other, was captured 4 to 8 ms after it.
    stamp(1_033_000, 1_041 * MS);
    assertEquals(1_039 * MS, sample.captureNanos);
    assertEquals(2 * MS, sample.boundNanos);
    stamp(1_066_000, 1_100 * MS);
    assertEquals(1_072 * MS, sample.captureNanos);
    // This one contradicts what was said of the stamps.
    stamp(1_100_000, 1_101 * MS);
    assertEquals(1_101 * MS, sample.captureNanos);
    assertEquals(6 * MS, sample.boundNanos);
    clock.reconnected();
    stamp(1_133_000, 1_200 * MS);
    assertEquals(1_143 * MS, sample.captureNanos);
  }

  @Test
  void aStampOfAnotherClockIsNotBelieved() {
    stamp(1_800_000_000_000_000L, 5_000 * MS);
    assertEquals(Sample.UNBOUNDED, sample.boundNanos);
    assertEquals(4_980 * MS, sample.captureNanos);
    stamp(4_000, 100_000 * MS);
    assertEquals(Sample.UNBOUNDED, sample.boundNanos);
    stamp(Sample.NO_TICKS, 100_010 * MS);
    assertEquals(Sample.UNBOUNDED, sample.boundNanos);
    assertEquals(3, clock.disbelieved());
    assertEquals(1, clock.report(100_020 * MS).jumps());
    assertEquals(ClockState.ACQUIRING, clock.report(100_020 * MS).state());
    stamp(100_020_000, 100_030 * MS);
    assertEquals(100_000 * MS, sample.captureNanos);
    assertEquals(2, clock.report(100_040 * MS).jumps());
  }
}
