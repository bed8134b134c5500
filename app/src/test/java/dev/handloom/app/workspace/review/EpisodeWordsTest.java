package dev.handloom.app.workspace.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.device.hand.HandSide;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeWordsTest {
  private static final ZoneId UTC = ZoneOffset.UTC;

  @Test
  void anEpisodeWithoutATaskSaysSo() {
    assertEquals("No task", EpisodeWords.task(row(" ", Manifest.State.COMPLETE, 0)));
  }

  @Test
  void whenAndHowLong() {
    EpisodeRow row = row("Pour", Manifest.State.COMPLETE, 0);
    assertEquals("1 Jan 1970, 00:01:02", EpisodeWords.when(row, UTC));
    assertEquals("0:08.000", EpisodeWords.length(row));
  }

  @Test
  void whatIsWrongIsInWords() {
    assertEquals("", EpisodeWords.trouble(row("", Manifest.State.COMPLETE, 0)));
    assertEquals("3 missing", EpisodeWords.trouble(row("", Manifest.State.COMPLETE, 3)));
    assertEquals("Recovered", EpisodeWords.trouble(row("", Manifest.State.RECOVERED, 0)));
    assertEquals(
        "Recovered, 3 missing", EpisodeWords.trouble(row("", Manifest.State.RECOVERED, 3)));
  }

  @Test
  void streamsAreSaidAsPeopleSayThem() {
    assertEquals("Left glove, fingers", EpisodeWords.stream("left-glove/fingers"));
    assertEquals(HandSide.RIGHT, ReviewHand.side("right-glove/hand"));
    assertEquals(HandSide.LEFT, ReviewHand.side("left-glove/hand"));
  }

  @Test
  void speedsAreSigns() {
    assertEquals("0.25×", Transport.words(0.25));
    assertEquals("2×", Transport.words(2));
  }

  @Test
  void onlyLossesAreMarkedAndOnlyOverTheirStream() {
    List<EpisodeEvent> events =
        List.of(
            new EpisodeEvent(5, EventKind.LOST, "left-glove/fingers", 7, ""),
            new EpisodeEvent(6, EventKind.MARKER, "left-glove/fingers", 0, ""),
            new EpisodeEvent(9, EventKind.CAMERA_FAILED, "head-camera/video", 0, ""));
    assertEquals(2, Losses.among(events).size());
    assertEquals("7 missing", Losses.marks(events, "left-glove/fingers").getFirst().label());
    assertEquals(List.of(), Losses.marks(events, "right-glove/fingers"));
  }

  private static EpisodeRow row(String task, Manifest.State state, long missing) {
    String id = "19700101-000102000-abcdefgh";
    return new EpisodeRow(
        new EpisodeId(id),
        new Bundle(Path.of(id)),
        task,
        "",
        "",
        62_000_000_000L,
        8_000_000_000L,
        state,
        0,
        0,
        0,
        missing,
        null,
        Verdict.NONE,
        List.of(),
        "",
        50,
        "",
        0,
        new Review.Stretch(0, 1),
        5L,
        "",
        false);
  }
}
