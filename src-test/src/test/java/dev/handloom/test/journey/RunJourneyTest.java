package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.handsfree.ButtonKey;
import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunPhase;
import dev.handloom.app.run.RunPlan;
import dev.handloom.app.run.RunTake;
import dev.handloom.app.take.TakePhase;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collector, hands in gloves: a run led by a foot alone, judged by single keys.
class RunJourneyTest {
  private static final int TARGET = 5;

  @TempDir Path user;

  private final Set<RunPhase> seen = EnumSet.noneOf(RunPhase.class);

  private void settings(String recording) throws Exception {
    Path rig =
        Files.writeString(
            user.resolve("bench.json"),
            """
            { "name": "Bench", "devices": [
              { "id": "feet", "driver": "pedal", "role": "pedals", "address": "sim:pedal" },
              { "id": "hand", "driver": "lucidglove", "role": "left glove",
                "address": "sim:left-glove",
                "settings": { "side": "left", "max": "4095", "splay": "true" } } ] }
            """);
    Files.createDirectories(user.resolve("settings"));
    Files.writeString(
        user.resolve("settings/settings.json"),
        """
        { "rig": "%s", %s "workspace": "record" }
        """
            .formatted(rig.toString().replace("\\", "/"), recording));
  }

  @Test
  void fiveTakesByFootWithARedoAnUndoAndAGloveUnpluggedAndBack() throws Exception {
    settings("");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      setUp(studio);
      studio.until("one take is done", () -> done(studio) == 1);
      // The foot rests while the hand decides.
      pedals(studio, null);
      studio.until("no take runs", () -> !phase(studio).running());
      studio.press(KeyCode.F5, false);
      studio.until("it is judged", () -> newest(studio).verdict() == Verdict.SUCCESS);
      int before = done(studio);
      studio.press(KeyCode.F8, false);
      studio.until("it is thrown away", () -> done(studio) == before - 1);
      studio.until(
          "it can be brought back",
          () -> studio.studio().actions().get("record.undo-redo").enabledProperty().get());
      shiftF8(studio);
      studio.until("it is back", () -> done(studio) == before);
      pedals(studio, "record.toggle");
      studio.until("two takes are done", () -> done(studio) >= 2);
      studio.press(KeyCode.F8, false);
      studio.until("one is done again", () -> run(studio).newestRedone().isPresent());

      // The second good take: the glove is pulled out while it is recorded.
      studio.until("a take runs", () -> phase(studio) == TakePhase.RECORDING);
      SimulatedRig simulation =
          StudioFixture.ask(() ->
              Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get())
                  .simulation()
                  .orElseThrow());
      simulation.device("left-glove").misbehave(Misbehaviour.Unplug.forGood());
      Label alarm = studio.find("record.alarm", Label.class);
      studio.until("the alarm is on", alarm::isVisible);
      assertTrue(StudioFixture.ask(alarm::getText).contains("left glove"));
      simulation.device("left-glove").misbehave(new Misbehaviour.Replug());
      studio.until("the alarm is off", () -> !alarm.isVisible());
      studio.until("all takes are done", () -> done(studio) >= TARGET);
      StudioFixture.ask(() -> {
        pedals(studio, null);
        studio.studio().runs().end();
        return true;
      });
    }
    assertEquals(EnumSet.allOf(RunPhase.class), seen, "every phase was to be seen");
    try (Library library = Library.open(user.resolve("library"))) {
      List<EpisodeRow> rows = library.list();
      assertTrue(rows.size() >= TARGET, () -> rows.size() + " takes");
      assertEquals(1, library.trashed().size());
      assertTimedAgain(library.trashed().getFirst().bundle());
      assertTrue(rows.stream().allMatch(row -> row.task().equals("Stack the block")));
      assertTrue(rows.stream().anyMatch(row -> row.verdict() == Verdict.SUCCESS));
      for (Bundle bundle : library.bundles()) {
        assertTimedAgain(bundle);
        var report = EpisodeCheck.check(bundle, true, CheckProgress.none());
        assertTrue(report.good(), () -> report.findings().toString());
      }
    }
  }

  private static void assertTimedAgain(Bundle bundle) throws IOException {
    assertNotNull(
        SecondTimes.usable(bundle, EpisodeReader.open(bundle).manifest()),
        () -> bundle + " is not timed again");
  }

  @Test
  void aLowDiskHoldsTheStartBackAndARestartFindsTheRun() throws Exception {
    // No disk has so much room.
    settings("\"recording\": { \"warnGigabytes\": 100000, \"stopMegabytes\": 10000000 },");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      Set<RunPhase> low = EnumSet.noneOf(RunPhase.class);
      StudioFixture.ask(() -> {
        studio.studio().runs().phaseProperty().subscribe(low::add);
        return true;
      });
      setUp(studio);
      studio.until("it says so", () -> banner(studio).equals("NOT READY"));
      studio.until("it says that no take can begin", () -> ready(studio).contains("no take can"));
      studio.until("one was tried anyway", () -> low.contains(RunPhase.RECORDING));
      studio.until("it did not begin", () -> phase(studio) == TakePhase.READY);
      assertEquals(List.of(), run(studio).takes(), "what did not begin is no take of the run");
      assertFalse(low.contains(RunPhase.SAVED), "nothing was saved");
      enoughRoom(studio);
      studio.until("it was started anyway", () -> phase(studio) == TakePhase.RECORDING);
      pedals(studio, null);
      if (phase(studio) == TakePhase.RECORDING) {
        studio.press(KeyCode.SPACE, true);
      }
      studio.until("it is saved", () -> done(studio) == 1);
      studio.press(KeyCode.F6, false);
      studio.until("it failed", () -> run(studio).takes().getFirst().verdict() == Verdict.FAIL);
      assertEquals(0, done(studio), "a take that failed has to be shown again");
      studio.until("nothing is under way", () -> !phase(studio).running());
      studio.quit();
    }
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.until("the run goes on", () -> studio.studio().runs().runProperty().get() != null);
      assertEquals(new RunPlan("Stack the block", "", "", TARGET, "P07", 1), run(studio).plan());
      RunTake first = run(studio).takes().getFirst();
      assertEquals(Verdict.FAIL, first.verdict());
      assertEquals(0, done(studio));
    }
    try (Library library = Library.open(user.resolve("library"))) {
      EpisodeReader episode = EpisodeReader.open(library.bundles().getFirst());
      assertTrue(
          episode.events().stream()
              .anyMatch(e -> e.kind() == EventKind.STARTED_ANYWAY && e.text().startsWith("Disk:")),
          () -> episode.events().toString());
      assertEquals("P07", episode.manifest().person());
    }
  }

  /// What a person does at the keys: a run of five, one second of countdown.
  private void setUp(StudioFixture studio) throws Exception {
    StudioFixture.ask(() -> {
      studio.studio().runs().phaseProperty().subscribe(seen::add);
      return true;
    });
    studio.press(KeyCode.R, true);
    type(studio, "run.task", "Stack the block");
    type(studio, "run.person", "P07");
    number(studio, "run.target", TARGET);
    number(studio, "run.countdown", 1);
    studio.press(KeyCode.ENTER, false);
    studio.until("the run is open", () -> studio.studio().runs().runProperty().get() != null);
    pedals(studio, "record.toggle");
    Label count = studio.find("record.count", Label.class);
    studio.until("the target is shown", () -> count.getText().equals("0 of 5"));
  }

  private static void type(StudioFixture studio, String id, String words) {
    TextField field = studio.find(id, TextField.class);
    StudioFixture.ask(() -> {
      field.requestFocus();
      field.setText(words);
      field.commitValue();
      return true;
    });
  }

  private static void number(StudioFixture studio, String id, int value) {
    Spinner<?> spinner = studio.find(id, Spinner.class);
    StudioFixture.ask(() -> {
      spinner.getEditor().setText(Integer.toString(value));
      return true;
    });
  }

  /// What a person does who has made room: here, keeps less in reserve.
  private static void enoughRoom(StudioFixture studio) {
    StudioFixture.ask(() -> {
      studio.studio().actions().get("record.settings").run();
      return true;
    });
    Spinner<?> stop = studio.find("settings.stop", Spinner.class);
    StudioFixture.ask(() -> {
      stop.getEditor().setText("500");
      stop.commitValue();
      studio.studio().shell().sheets().close();
      return true;
    });
  }

  private static String ready(StudioFixture studio) {
    return String.join(
        "\n",
        studio.find("record.ready", VBox.class).lookupAll(".label").stream()
            .map(node -> node instanceof Label label ? label.getText() : "")
            .toList());
  }

  /// The simulated person taps one pedal or the other every two seconds: both do the same.
  private static void pedals(StudioFixture studio, @Nullable String action) {
    StudioFixture.ask(() -> {
      for (String pedal : List.of("left", "right")) {
        studio
            .studio()
            .handsFree()
            .bind(
                new ButtonKey("feet/pedals", pedal),
                action == null ? null : studio.studio().actions().get(action));
      }
      return true;
    });
  }

  private static void shiftF8(StudioFixture studio) {
    StudioFixture.ask(() -> {
      Event.fireEvent(
          studio.studio().stage().getScene().getRoot(),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F8, true, false, false, false));
      return true;
    });
  }

  private static Run run(StudioFixture studio) {
    return StudioFixture.ask(
        () -> Objects.requireNonNull(studio.studio().runs().runProperty().get()));
  }

  private static RunTake newest(StudioFixture studio) {
    return run(studio).newest().orElseThrow();
  }

  private static int done(StudioFixture studio) {
    return run(studio).done();
  }

  private static TakePhase phase(StudioFixture studio) {
    return StudioFixture.ask(() -> studio.studio().takes().phaseProperty().get());
  }

  private static String banner(StudioFixture studio) {
    return studio.studio().stage().getScene().lookup(".phase-banner") instanceof Label label
        ? label.getText()
        : "";
  }
}
