package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.progress.Goal;
import dev.handloom.store.progress.LibraryNotes;
import dev.handloom.store.progress.TrainingResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collector looks at the day, the lab at its hours; by keys.
class ProgressJourneyTest {
  private final Instant noon =
      LocalDate.now(ZoneId.systemDefault())
          .minusDays(1)
          .atTime(12, 0)
          .atZone(ZoneId.systemDefault())
          .toInstant();

  @TempDir Path user;

  /// Yesterday: ten takes of a minute, one every three; the third was done again.
  private void plant() throws Exception {
    Path folder = user.resolve("library");
    List<EpisodeId> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(episode(folder, noon.plus(Duration.ofMinutes(3L * i))));
    }
    Files.createDirectories(folder.resolve("runs"));
    Files.writeString(
        folder.resolve("runs/" + ids.getFirst() + ".json"),
        """
        { "v": 1, "task": "Pour", "target": 40, "person": "P07", "ended": true, "takes": [%s] }
        """
            .formatted(String.join(",", ids.stream().map(id -> '"' + id.text() + '"').toList())));
    try (Library library = Library.open(folder)) {
      library.trash(ids.get(2), "P07");
    }
  }

  private static EpisodeId episode(Path folder, Instant start) throws Exception {
    EpisodeId id = EpisodeId.at(start);
    Bundle bundle = new Bundle(id.under(folder.resolve("episodes")));
    Files.createDirectories(bundle.folder());
    ManifestFile.write(
        bundle,
        new Manifest(
            Manifest.SCHEMA,
            id.text(),
            "Pour",
            "P07",
            "Gloves",
            Manifest.State.COMPLETE,
            "",
            new Manifest.Times(
                0,
                Duration.ofMinutes(1).toNanos(),
                new StudioClock.Anchor(0, start.toEpochMilli() * 1_000_000L, 1000)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "Handloom test"));
    return id;
  }

  @Test
  void theDayAndTheLabSayWhatWasPlantedAndKeepWhatIsEntered() throws Exception {
    plant();
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.press(KeyCode.DIGIT5, true);
      studio.until("today is empty", () -> shows(studio, "progress.date", "Today"));
      act(studio, "progress.earlier");
      studio.until("yesterday is shown", () -> shows(studio, "progress.date", "Yesterday"));
      studio.until("its takes are counted", () -> text(studio, "progress.takes").equals("9"));
      // Ten takes from 12:00 to 12:28.
      assertEquals("19", ask(studio, "progress.rate"));
      assertEquals("9 min", ask(studio, "progress.recorded"));
      assertEquals("10 %", ask(studio, "progress.redone"));
      assertEquals("0.15 h", ask(studio, "progress.soFar"));

      act(studio, "progress.goal");
      // A box that is not drawn yet writes its first value over what is typed.
      ComboBox<?> task = studio.find("goal.task", ComboBox.class);
      ComboBox<?> rig = studio.find("goal.rig", ComboBox.class);
      studio.until("the sheet is drawn", () -> task.getSkin() != null && rig.getSkin() != null);
      StudioFixture.ask(() -> {
        task.getEditor().setText("Pour");
        rig.getEditor().setText("Arm");
        studio.find("goal.takes", Spinner.class).getEditor().setText("5");
        return true;
      });
      studio.press(KeyCode.ENTER, false);
      Path folder = user.resolve("library");
      studio.until("the goal is kept", () -> Files.exists(folder.resolve(LibraryNotes.GOALS)));

      act(studio, "progress.lab");
      TableView<?> table = studio.find("progress.hours", TableView.class);
      studio.until("the task is there", () -> table.getItems().size() == 1);
      assertTrue(ask(studio, "progress.law").startsWith("loss = 0.0240 − 0.0030"));
      assertTrue(ask(studio, "progress.warning").contains("outside what the line was fitted to"));
      for (String[] result :
          new String[][] {{"10", "0.0381"}, {"100", "0.031"}, {"1,000", "0.0243"}}) {
        act(studio, "progress.result");
        StudioFixture.ask(() -> {
          studio.find("result.hours", TextField.class).setText(result[0]);
          studio.find("result.loss", TextField.class).setText(result[1]);
          return true;
        });
        studio.press(KeyCode.ENTER, false);
        studio.until("the sheet is gone", () -> !studio.studio().shell().sheets().isOpen());
      }
      studio.until(
          "the line is the lab's own",
          () -> text(studio, "progress.origin").startsWith("Fitted to your 3 results"));
      StudioFixture.ask(() -> {
        studio.find("progress.wanted", TextField.class).setText("5000");
        return true;
      });
      assertTrue(ask(studio, "progress.expected").contains("with 95 % between"));
      assertTrue(ask(studio, "progress.warning").startsWith("Extrapolated"));
    }
    try (Library library = Library.open(user.resolve("library"))) {
      LibraryNotes notes = new LibraryNotes(library);
      assertEquals(List.of(new Goal("Pour", "Arm", 5)), notes.goals());
      assertEquals(
          List.of(
              new TrainingResult(10, 0.0381, ""),
              new TrainingResult(100, 0.031, ""),
              new TrainingResult(1000, 0.0243, "")),
          notes.results());
    }
  }

  private static void act(StudioFixture studio, String id) {
    StudioFixture.ask(() -> {
      studio.studio().actions().get(id).run();
      return true;
    });
  }

  private static boolean shows(StudioFixture studio, String id, String beginning) {
    return text(studio, id).startsWith(beginning);
  }

  private static String ask(StudioFixture studio, String id) {
    return StudioFixture.ask(() -> text(studio, id));
  }

  private static String text(StudioFixture studio, String id) {
    return studio.find(id, Label.class).getText();
  }
}
