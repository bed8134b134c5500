package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.desktop.AnsweredDesktop;
import dev.handloom.app.studio.ToOpen;
import dev.handloom.app.take.TakePhase;
import dev.handloom.store.check.dataset.DatasetCheck;
import dev.handloom.store.check.dataset.DatasetReport;
import dev.handloom.store.library.EpisodeRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A researcher chooses takes in the list and makes datasets of them, by keyboard alone.
@Timeout(400)
class DatasetJourneyTest {
  private static final Path RIG = Path.of("interop", "cubes-rig.json");
  private static final long TAKE_NANOS = 1_500_000_000L;
  private static final String FORMAT = "library.export.format";

  @TempDir Path user;

  @Test
  void chosenTakesBecomeDatasetsMoreAreAddedAndComeBack() throws Exception {
    Path out = Files.createDirectories(user.resolve("out"));
    try (StudioFixture studio = StudioFixture.open(user)) {
      Walk walk = new Walk(studio);
      studio.awaitLiveRig();
      StudioFixture.ask(() -> {
        studio.studio().answerWith(AnsweredDesktop.folder(() -> out));
        studio.studio().open(new ToOpen.Rig(RIG.toAbsolutePath()));
        return true;
      });
      studio.until(
          "the rig is open",
          () -> {
            var workplace = studio.studio().currentRig().workplaceProperty().get();
            return workplace != null && workplace.rig().file().name().startsWith("Hands, gripper");
          });
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT2, true);
      for (int takes = 1; takes <= 3; takes++) {
        record(studio, takes);
      }

      studio.press(KeyCode.DIGIT4, true);
      walk.to("library.search");
      studio.press(KeyCode.DOWN, false);
      walk.awaitFocus("library.list");
      studio.press(KeyCode.DOWN, false, true, false);
      studio.until("two are chosen", () -> walk.text("library.chosen").equals("2 chosen"));
      studio.press(KeyCode.E, true);
      walk.awaitFocus(FORMAT);
      assertEquals(
          "2 episodes chosen in the list",
          StudioFixture.ask(() -> walk.text("library.export.chosen")));

      choose(studio, "LeRobot v3.0");
      studio.until(
          "the effect is told before",
          () -> walk.text("library.export.effect").matches("2 episodes, .* rows at 30 Hz, .*"));
      type(studio, walk, "library.export.name", "cups");
      type(studio, walk, "library.export.tags", "cups, pouring");
      export(studio, walk);
      // Another workspace in between, and the way back: the row is still there, or what came of it.
      studio.press(KeyCode.DIGIT1, true);
      studio.press(KeyCode.DIGIT4, true);
      awaitOutcome(studio, walk);
      sound(out.resolve("cups"), "lerobot", 2);
      String card = Files.readString(out.resolve("cups/README.md"));
      assertTrue(card.contains("pouring"), card);

      walk.backTo(FORMAT);
      choose(studio, "UMI");
      type(studio, walk, "library.export.name", "buffer");
      export(studio, walk);
      awaitOutcome(studio, walk);
      sound(out.resolve("buffer"), "umi", 2);

      walk.backTo(FORMAT);
      choose(studio, "LeRobot v3.0");
      type(studio, walk, "library.export.name", "cups");
      export(studio, walk);
      studio.until(
          "what is there already is not touched",
          () -> walk.text("library.export.outcome").equals("No dataset was made"));
      sound(out.resolve("cups"), "lerobot", 2);

      walk.to("library.export.by-search");
      studio.push(KeyCode.SPACE);
      walk.backTo("library.export.adding");
      studio.push(KeyCode.SPACE);
      export(studio, walk);
      studio.until(
          "the third take is added",
          () ->
              walk.text("library.export.outcome")
                  .endsWith(
                      "of 1 episode were added behind the 2 before, written and looked over; 2 were"
                          + " in it already"));
      sound(out.resolve("cups"), "lerobot", 3);

      StudioFixture.ask(() -> {
        studio.studio().answerWith(AnsweredDesktop.folder(() -> out.resolve("cups")));
        return true;
      });
      type(studio, walk, "library.import.person", "Ada");
      bring(studio, walk, "3 of 3 episodes imported from LeRobot v3.0");
      studio.until(
          "recorded and imported ones are no dataset together",
          () -> walk.text("library.export.effect").contains("3 of 6 episodes do not have it"));
      assertEquals(
          List.of("Ada", "Ada", "Ada"),
          Objects.requireNonNull(studio.studio().library().store()).search("person:Ada").stream()
              .map(EpisodeRow::person)
              .toList());
      bring(studio, walk, "Nothing is new: all its 3 episodes are in the library already");
      walk.to("library.import.show");
      studio.push(KeyCode.SPACE);
      walk.awaitFocus("library.search");
      studio.until("all are in the list", () -> studio.studio().library().episodes().size() == 6);
    }
  }

  private static void record(StudioFixture studio, int takes) throws TimeoutException {
    studio.press(KeyCode.SPACE, true);
    studio.awaitPhase(TakePhase.RECORDING);
    long end = System.nanoTime() + TAKE_NANOS;
    studio.until("the take has its length", () -> System.nanoTime() > end);
    studio.press(KeyCode.SPACE, true);
    studio.awaitPhase(TakePhase.READY);
    studio.until(
        "the take is in the list", () -> studio.studio().library().episodes().size() == takes);
  }

  /// With the arrow keys.
  private static void choose(StudioFixture studio, String words) {
    ComboBox<?> box = studio.find(FORMAT, ComboBox.class);
    for (KeyCode key : new KeyCode[] {KeyCode.UP, KeyCode.DOWN}) {
      for (int i = 0; i < box.getItems().size(); i++) {
        if (StudioFixture.ask(() -> shown(box)).startsWith(words)) {
          return;
        }
        studio.press(key, false);
      }
    }
    throw new AssertionError("No format begins with " + words);
  }

  private static <T> String shown(ComboBox<T> box) {
    return box.getConverter().toString(box.getValue());
  }

  private static void type(StudioFixture studio, Walk walk, String id, String words) {
    walk.to(id);
    TextField field = studio.find(id, TextField.class);
    StudioFixture.ask(() -> {
      field.selectAll();
      field.replaceSelection(words);
      return true;
    });
  }

  private static void export(StudioFixture studio, Walk walk) {
    walk.to("library.export.start");
    studio.push(KeyCode.SPACE);
  }

  private static void bring(StudioFixture studio, Walk walk, String outcome)
      throws TimeoutException {
    walk.to("library.import.start");
    studio.push(KeyCode.SPACE);
    studio.until(outcome, () -> walk.text("library.import.outcome").equals(outcome));
  }

  private static void awaitOutcome(StudioFixture studio, Walk walk) throws TimeoutException {
    studio.until("it is exported", () -> !walk.text("library.export.outcome").isEmpty());
    String outcome = StudioFixture.ask(() -> walk.text("library.export.outcome"));
    assertTrue(outcome.endsWith("are a dataset, written and looked over"), outcome);
  }

  private static void sound(Path dataset, String format, int episodes) {
    DatasetReport report = DatasetCheck.of(dataset).orElseThrow();
    assertTrue(report.good(), () -> format + ": " + report);
    assertEquals(episodes, report.episodes(), format);
  }
}
