package dev.handloom.device.driver.hid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BeatTest {
  private static final long MILLI = 1_000_000;

  @Test
  void beginsAfterTheQuietAndGoesOnEvenly() {
    Beat beat = new Beat(100, 50);
    assertFalse(beat.due(1000 * MILLI));
    beat.said(1000 * MILLI);
    assertEquals(50, beat.waitMillis(1000 * MILLI));
    assertFalse(beat.due(1049 * MILLI));
    assertTrue(beat.due(1051 * MILLI));
    // From 1050 on, every 10 ms, though we were late by one.
    assertEquals(9, beat.waitMillis(1051 * MILLI));
    assertFalse(beat.due(1059 * MILLI));
    assertTrue(beat.due(1060 * MILLI));
    assertFalse(beat.due(1069 * MILLI));
  }

  @Test
  void aReportEndsIt() {
    Beat beat = new Beat(100, 50);
    beat.said(0);
    assertTrue(beat.due(50 * MILLI));
    beat.said(55 * MILLI);
    assertFalse(beat.due(104 * MILLI));
    assertTrue(beat.due(105 * MILLI));
  }

  @Test
  void whatWasMissedIsLeftOut() {
    Beat beat = new Beat(100, 50);
    beat.said(0);
    assertTrue(beat.due(1000 * MILLI));
    int made = 0;
    while (beat.due(1000 * MILLI)) {
      made++;
    }
    assertTrue(made <= 1, made + " at once");
  }
}
