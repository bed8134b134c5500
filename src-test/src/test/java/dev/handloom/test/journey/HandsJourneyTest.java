package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.run.RunPhase;
import dev.handloom.app.run.RunPlan;
import dev.handloom.app.take.TakePhase;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a collector sets up once and then relies on: a key of one's own, notes, the first pictures
/// over the cameras, recording without a break.
class HandsJourneyTest {
  private static final String TOGGLE = "Start or stop recording";
  private static final long AMBIENT_NANOS = 14_000_000_000L;

  @TempDir Path user;

  @Test
  void aKeyIsTriedAndBoundANoteIsKeptAndTheSceneIsLaidOverTheCameras() throws Exception {
    Files.createDirectories(user.resolve("settings"));
    Path settings =
        Files.writeString(user.resolve("settings/settings.json"), "{ \"workspace\": \"record\" }");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("the library is open", () -> studio.studio().library().store() != null);
      act(studio, "record.handsfree");
      studio.press(KeyCode.B, false);
      Label last = studio.find("handsfree.last", Label.class);
      studio.until("the key is shown", () -> last.getText().endsWith("B"));
      assertEquals(TakePhase.READY, phase(studio), "on trial a press does nothing");
      ComboBox<?> does = studio.find("handsfree.key:B", ComboBox.class);
      StudioFixture.ask(() -> {
        does.getSelectionModel().select(index(does, TOGGLE));
        return true;
      });
      studio.press(KeyCode.B, false);
      assertEquals(TakePhase.READY, phase(studio), "bound, but still on trial");
      StudioFixture.ask(() -> {
        studio.studio().shell().sheets().close();
        return true;
      });

      StudioFixture.ask(() -> {
        studio.studio().runs().begin(new RunPlan("Pour", "", "", 3, "P07", 0));
        return true;
      });
      take(studio);
      studio.until("it is in the run", () -> runs(studio).done() == 1);
      studio.until("its first pictures lie over the cameras", () -> overlaid(studio) > 0);
      studio.press(KeyCode.F4, false);
      studio.until("they are put away", () -> overlaid(studio) == 0);
      studio.press(KeyCode.F4, false);
      studio.until("they are back", () -> overlaid(studio) > 0);

      studio.press(KeyCode.F9, false);
      TextField note = studio.find("record.noteField", TextField.class);
      studio.until("the note has the focus", note::isFocused);
      // While a person types, the key is a letter.
      studio.press(KeyCode.B, false);
      assertEquals(TakePhase.READY, phase(studio));
      StudioFixture.ask(() -> {
        note.setText("the cup slipped");
        return true;
      });
      studio.press(KeyCode.ENTER, false);
      studio.until(
          "it is kept", () -> runs(studio).takes().getFirst().note().equals("the cup slipped"));

      start(studio);
      studio.until("nothing lies over what is recorded", () -> overlaid(studio) == 0);
      studio.press(KeyCode.B, false);
      studio.until("both are done", () -> runs(studio).done() == 2);
      studio.quit();
    }
    assertTrue(Files.readString(settings).contains("\"key:B\" : \"record.toggle\""));
    try (Library library = Library.open(user.resolve("library"))) {
      assertEquals(
          List.of("the cup slipped"),
          library.list().stream().map(EpisodeRow::note).filter(n -> !n.isEmpty()).toList());
    }
  }

  @Test
  void whatIsRecordedWithoutABreakIsCutIntoProposals() throws Exception {
    Files.createDirectories(user.resolve("settings"));
    Files.writeString(user.resolve("settings/settings.json"), "{ \"workspace\": \"record\" }");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("the library is open", () -> studio.studio().library().store() != null);
      act(studio, "record.ambient");
      studio.until(
          "the hands have done something",
          () ->
              studio.studio().takes().status().map(RecordingStatus::elapsedNanos).orElse(0L)
                  > AMBIENT_NANOS);
      act(studio, "record.ambient");
      studio.until("it is saved", () -> studio.studio().takes().savedCount() == 1);
      // Who closes the window now loses nothing of what is still being worked out.
      studio.quit();
    }
    try (Library library = Library.open(user.resolve("library"))) {
      EpisodeRow row = library.list().getFirst();
      List<Segment> proposals = proposals(row);
      Manifest manifest = EpisodeReader.open(row.bundle()).manifest();
      assertNotNull(SecondTimes.usable(row.bundle(), manifest), "it is timed again");
      long length = manifest.times().durationNanos();
      assertFalse(proposals.isEmpty());
      assertTrue(
          proposals.stream()
              .allMatch(
                  s -> s.tier().equals("cuts") && s.fromNanos() >= 0 && s.toNanos() <= length),
          proposals::toString);
    }
  }

  private static List<Segment> proposals(EpisodeRow row) {
    try {
      return new ReviewJournal(row.bundle().review()).read().proposals();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void take(StudioFixture studio) throws Exception {
    start(studio);
    studio.until(
        "pictures are on the disk",
        () ->
            studio.studio().takes().status().stream()
                .flatMap(s -> s.streams().stream())
                .filter(RecordingStatus.StreamStatus::video)
                .allMatch(s -> s.written() > 0));
    studio.press(KeyCode.B, false);
  }

  /// Where something is not ready, as on a busy machine, the next press starts anyway.
  private static void start(StudioFixture studio) throws Exception {
    // While a saved take is shown, the first press only ends that.
    studio.until(
        "the next can begin", () -> studio.studio().runs().phaseProperty().get() != RunPhase.SAVED);
    studio.press(KeyCode.B, false);
    if (StudioFixture.ask(() -> studio.studio().runs().warned())) {
      studio.press(KeyCode.B, false);
    }
    studio.awaitPhase(TakePhase.RECORDING);
  }

  private static long overlaid(StudioFixture studio) {
    return studio.studio().stage().getScene().getRoot().lookupAll(".video-overlay").stream()
        .filter(node -> node instanceof ImageView view && view.getImage() != null)
        .count();
  }

  private static int index(ComboBox<?> box, String words) {
    for (int i = 0; i < box.getItems().size(); i++) {
      if (words.equals(box.getItems().get(i))) {
        return i;
      }
    }
    throw new AssertionError("No " + words + " in " + box.getItems());
  }

  private static dev.handloom.app.run.Run runs(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().runs().runProperty().get());
  }

  private static TakePhase phase(StudioFixture studio) {
    return StudioFixture.ask(() -> studio.studio().takes().phaseProperty().get());
  }

  private static void act(StudioFixture studio, String id) {
    StudioFixture.ask(() -> {
      studio.studio().actions().get(id).run();
      return true;
    });
  }
}
