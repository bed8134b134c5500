package dev.handloom.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.run.RunCycle.Wish;
import org.junit.jupiter.api.Test;

class RunCycleTest {
  private static final long SECOND = 1_000_000_000L;

  private final RunCycle cycle = new RunCycle(3);

  @Test
  void onePressLeadsFromReadyToATakeAndTheNextToTheReset() {
    assertEquals(Wish.NOTHING, cycle.press(0, true));
    assertEquals(RunPhase.COUNTDOWN, cycle.phase());
    assertEquals(Wish.NOTHING, cycle.tick(3 * SECOND - 1));
    assertEquals(1, cycle.leftNanos(3 * SECOND - 1));
    assertEquals(Wish.BEGIN, cycle.tick(3 * SECOND));
    assertEquals(RunPhase.RECORDING, cycle.phase());
    assertEquals(Wish.END, cycle.press(5 * SECOND, true));
    assertEquals(RunPhase.RECORDING, cycle.phase(), "it is not on the disk yet");
    assertEquals(Wish.NOTHING, cycle.tick(20 * SECOND));
    assertEquals(RunPhase.RECORDING, cycle.phase(), "no time makes a reset of what is not saved");
    cycle.saved(21 * SECOND);
    assertEquals(RunPhase.SAVED, cycle.phase());
    cycle.tick(21 * SECOND + RunCycle.SAVED_NANOS);
    assertEquals(RunPhase.RESET, cycle.phase());
    cycle.press(30 * SECOND, true);
    assertEquals(RunPhase.COUNTDOWN, cycle.phase(), "the same press ends the reset");
  }

  @Test
  void aCountdownCanBeCalledOff() {
    cycle.press(0, true);
    cycle.press(SECOND, true);
    assertEquals(RunPhase.READY, cycle.phase());
    assertEquals(Wish.NOTHING, cycle.tick(10 * SECOND));
  }

  @Test
  void whatIsNotReadyHoldsTheStartBackOnce() {
    cycle.press(0, false);
    assertEquals(RunPhase.READY, cycle.phase());
    assertTrue(cycle.warned());
    cycle.press(SECOND, false);
    assertEquals(RunPhase.COUNTDOWN, cycle.phase());
    assertFalse(cycle.warned());
    cycle.press(2 * SECOND, false);
    cycle.press(3 * SECOND, false);
    assertEquals(RunPhase.READY, cycle.phase(), "called off, it is held back again");
  }

  @Test
  void aTakeThatFailedIsNotSaved() {
    cycle.press(0, true);
    cycle.tick(3 * SECOND);
    cycle.failed(4 * SECOND);
    assertEquals(RunPhase.READY, cycle.phase());
  }

  @Test
  void withoutACountdownThePressItselfBegins() {
    RunCycle at = new RunCycle(0);
    assertEquals(Wish.BEGIN, at.press(0, true));
    assertEquals(RunPhase.RECORDING, at.phase());
  }
}
