package dev.handloom.device.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MotionTraceTest {
  private static final long STEP = 10_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long YEAR = 365L * 86_400 * SECOND;

  @Test
  void stepsAreCountedAsLongAsTheSamplesCanTellOfThem() {
    assertEquals(1_000, MotionTrace.steps(5 * SECOND, 15 * SECOND, STEP, 300));
    assertEquals(0, MotionTrace.steps(15 * SECOND, 5 * SECOND, STEP, 300));
  }

  @Test
  void timesThatLieYearsApartGiveNone() {
    assertEquals(0, MotionTrace.steps(0, 30 * YEAR, STEP, 300));
    assertEquals(0, MotionTrace.steps(Long.MIN_VALUE, Long.MAX_VALUE, STEP, 300));
  }
}
