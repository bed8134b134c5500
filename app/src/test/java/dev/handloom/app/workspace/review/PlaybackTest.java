package dev.handloom.app.workspace.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  private static final long START = 5_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Playback playback = new Playback();

  @BeforeEach
  void load() {
    playback.load(START, START + 10 * SECOND);
  }

  @Test
  void itMovesByTheTimeThatPassed() {
    playback.toggle();
    playback.tick(100);
    playback.tick(100 + SECOND);
    assertEquals(SECOND, playback.elapsedNanos());
  }

  @Test
  void halfSpeedTakesTwiceAsLong() {
    playback.speedProperty().set(0.5);
    playback.toggle();
    playback.tick(0);
    playback.tick(SECOND);
    assertEquals(SECOND / 2, playback.elapsedNanos());
  }

  @Test
  void aPauseDoesNotCount() {
    playback.toggle();
    playback.tick(0);
    playback.tick(SECOND);
    playback.toggle();
    playback.tick(5 * SECOND);
    playback.toggle();
    playback.tick(9 * SECOND);
    playback.tick(10 * SECOND);
    assertEquals(2 * SECOND, playback.elapsedNanos());
  }

  @Test
  void itStopsAtTheEndAndBeginsAgain() {
    playback.toggle();
    playback.tick(0);
    playback.tick(60 * SECOND);
    assertEquals(10 * SECOND, playback.elapsedNanos());
    assertFalse(playback.playingProperty().get());
    playback.toggle();
    assertTrue(playback.playingProperty().get());
    assertEquals(0, playback.elapsedNanos());
  }

  @Test
  void aStepPausesAndStaysInside() {
    playback.toggle();
    playback.step(-SECOND);
    assertFalse(playback.playingProperty().get());
    assertEquals(0, playback.elapsedNanos());
  }

  @Test
  void speedsGoFromATenthToEightfoldAndNoFurther() {
    for (int i = 0; i < 10; i++) {
      playback.faster();
    }
    assertEquals(8, playback.speedProperty().get());
    for (int i = 0; i < 10; i++) {
      playback.slower();
    }
    assertEquals(0.1, playback.speedProperty().get());
  }
}
