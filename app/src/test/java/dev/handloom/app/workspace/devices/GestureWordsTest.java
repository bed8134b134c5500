package dev.handloom.app.workspace.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.delay.GestureMeasurement.Standing;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.delay.GestureMatch;
import dev.handloom.device.delay.GestureMatch.Said;
import dev.handloom.device.delay.MeasuredDelay;
import org.junit.jupiter.api.Test;

class GestureWordsTest {
  @Test
  void itSaysWhatHindersOnceThereIsEnoughToTell() {
    assertEquals("No picture has come yet.", GestureWords.progress(standing(0, 5, Said.UNLIKE, 0)));
    assertEquals(
        "Nothing has come from the device yet.",
        GestureWords.progress(standing(5, 0, Said.UNLIKE, 0)));
    assertEquals(
        "3 of 16 clear movements, there or back. ",
        GestureWords.progress(standing(500, 900, Said.WIDE, 3)));
    assertTrue(GestureWords.progress(standing(500, 900, Said.AMBIGUOUS, 9)).contains("too evenly"));
  }

  @Test
  void aWiderMeasurementThatAgreesIsNotPraised() {
    PathDelay assumed = PathDelay.assumed(3.5, 3);
    assertTrue(GestureWords.before(delay(10, 14), assumed).contains("would widen its bounds"));
    assertTrue(GestureWords.before(delay(4, 2), assumed).endsWith("the new one is the narrower."));
    assertTrue(GestureWords.before(delay(60, 14), assumed).contains("contradicts"));
  }

  private static Standing standing(int pictures, int samples, Said said, int movements) {
    return new Standing(pictures, samples, false, new GestureMatch(said, movements, 0, 0, 0, 0.2));
  }

  private static MeasuredDelay delay(long millis, long uncertaintyMillis) {
    return new MeasuredDelay(
        "lucidglove",
        "",
        "left-glove",
        "serial:x",
        "",
        millis * 1_000_000,
        0,
        uncertaintyMillis * 1_000_000,
        MeasuredDelay.GESTURE,
        16,
        "2026-11-21T10:00:00Z",
        "");
  }
}
