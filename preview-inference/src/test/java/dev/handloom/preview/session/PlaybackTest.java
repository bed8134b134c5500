package dev.handloom.preview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlaybackTest {
  @Test
  void whereSomebodyWentBeforeTheEpisodeWasReadStays() {
    Playback playback = new Playback();
    playback.seek(100);
    playback.seek(700);
    assertEquals(700, playback.playhead().atNanos());
    playback.within(500, 1000);
    assertEquals(700, playback.playhead().atNanos());
    playback.seek(2000);
    assertEquals(1000, playback.playhead().atNanos());
    // A second model reads the same.
    playback.within(500, 1000);
    assertEquals(1000, playback.playhead().atNanos());
  }

  @Test
  void whereNobodyWentIsTheBeginningAndWhatLiesBeforeItToo() {
    Playback playback = new Playback();
    playback.within(500, 1000);
    assertEquals(500, playback.playhead().atNanos());
    Playback early = new Playback();
    early.seek(0);
    early.within(500, 1000);
    assertEquals(500, early.playhead().atNanos());
  }

  @Test
  void oneThatPlaysBeforeTheEpisodeIsReadBeginsAtItsBeginning() {
    Playback playback = new Playback();
    playback.play(1);
    assertTrue(playback.playhead().playing());
    playback.within(5, 5_000_000_000_000L);
    assertTrue(playback.playhead().playing());
    assertTrue(playback.playhead().atNanos() >= 5);
  }
}
