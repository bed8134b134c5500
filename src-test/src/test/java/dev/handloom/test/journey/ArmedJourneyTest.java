package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.take.TakePhase;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.record.RecordingStatus;
import java.nio.file.Path;
import java.util.List;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collector who is a moment late, is interrupted, and marks what went well.
class ArmedJourneyTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path user;

  @Test
  void aLateStartAPauseAMarkerAndTheLastSecondsAreAllOnDisk() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT2, true);
      arm(studio);
      studio.awaitPhase(TakePhase.ARMED);
      assertTrue(
          StudioFixture.ask(
              () -> studio.find("record.armButton", ToggleButton.class).isSelected()));
      studio.until("seconds are in memory", () -> held(studio) >= 2 * SECOND);

      studio.press(KeyCode.SPACE, true);
      studio.awaitPhase(TakePhase.RECORDING);
      studio.until("it shows that it records", () -> banner(studio).equals("RECORDING"));
      elapsed(studio, 3 * SECOND);
      studio.press(KeyCode.M, true);
      studio.press(KeyCode.P, true);
      studio.awaitPhase(TakePhase.PAUSED);
      studio.until("it shows the pause", () -> banner(studio).equals("PAUSED"));
      assertEquals(
          "Go on", StudioFixture.ask(() -> studio.find("record.pause", Button.class).getText()));
      long before = System.nanoTime();
      studio.until("a pause has its length", () -> System.nanoTime() - before > SECOND);
      studio.press(KeyCode.P, true);
      studio.awaitPhase(TakePhase.RECORDING);
      elapsed(studio, 4 * SECOND);
      studio.press(KeyCode.SPACE, true);
      // It is armed again by itself.
      studio.awaitPhase(TakePhase.ARMED);

      studio.until("seconds are in memory again", () -> held(studio) >= SECOND);
      studio.press(KeyCode.L, true);
      studio.until("both are in the list", () -> studio.studio().takes().savedCount() == 2);
      studio.awaitPhase(TakePhase.ARMED);
      arm(studio);
      studio.awaitPhase(TakePhase.READY);
      studio.quit();
    }
    try (Library library = Library.open(user.resolve("library"))) {
      List<Bundle> bundles = library.bundles();
      assertEquals(2, bundles.size());
      for (Bundle bundle : bundles) {
        var report = EpisodeCheck.check(bundle, true, CheckProgress.none());
        assertTrue(report.good(), () -> report.findings().toString());
      }
      EpisodeReader first = EpisodeReader.open(bundles.getFirst());
      EpisodeEvent started = only(first, EventKind.STARTED);
      assertTrue(
          started.studioNanos() - first.startNanos() >= 2 * SECOND, "what came before is in it");
      assertEquals("Marker 1", only(first, EventKind.MARKER).text());
      assertEquals(1, first.manifest().pauses().size());
      double seconds =
          EpisodeReader.open(bundles.getLast()).manifest().times().durationNanos() / 1e9;
      assertTrue(seconds >= 1 && seconds < 11, "kept " + seconds);
    }
  }

  private static EpisodeEvent only(EpisodeReader episode, EventKind kind) {
    List<EpisodeEvent> found = episode.events().stream().filter(e -> e.kind() == kind).toList();
    assertEquals(1, found.size(), episode.events().toString());
    return found.getFirst();
  }

  private static void arm(StudioFixture studio) {
    StudioFixture.ask(() -> {
      Event.fireEvent(
          studio.studio().stage().getScene().getRoot(),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.SPACE, true, true, false, false));
      return true;
    });
  }

  private static String banner(StudioFixture studio) {
    return studio.studio().stage().getScene().lookup(".phase-banner") instanceof Label label
        ? label.getText()
        : "";
  }

  private static long held(StudioFixture studio) {
    return studio.studio().takes().held().map(RecordingStatus::heldNanos).orElse(0L);
  }

  private static void elapsed(StudioFixture studio, long nanos) throws Exception {
    studio.until(
        "the take is longer",
        () ->
            studio.studio().takes().status().map(RecordingStatus::elapsedNanos).orElse(0L) > nanos);
  }
}
