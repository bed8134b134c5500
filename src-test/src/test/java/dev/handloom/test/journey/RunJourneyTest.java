package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.handsfree.ButtonKey;
import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunPhase;
import dev.handloom.app.run.RunPlan;
import dev.handloom.app.run.RunTake;
import dev.handloom.app.take.Takes;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.review.Verdict;
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
              { "id": "grip", "driver": "line", "role": "gripper", "address": "sim:gripper",
                "settings": { "columns": "t_us,seq,encoder", "checksum": "xor",
                  "encoder.high": "4095", "rate_hz": "200" } } ] }
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
  void fiveTakesByFootWithARedoAnUndoAndADeviceUnpluggedAndBack() throws Exception {
    settings("");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      setUp(studio);
      studio.until("one take is done", () -> done(studio) == 1);
      studio.press(KeyCode.F5, false);
      studio.until(
          "it is judged", () -> run(studio).takes().getFirst().verdict() == Verdict.SUCCESS);
      studio.press(KeyCode.F8, false);
      studio.until("it is thrown away", () -> done(studio) == 0);
      shiftF8(studio);
      studio.until("it is back", () -> run(studio).takes().getFirst().counts());
      studio.until("two takes are done", () -> done(studio) >= 2);
      studio.press(KeyCode.F8, false);
      studio.until("one is done again", () -> run(studio).newestRedone().isPresent());

      // The second good take: the gripper is pulled out while it is recorded.
      studio.until("a take runs", () -> phase(studio) == Takes.Phase.RECORDING);
      SimulatedRig simulation =
          StudioFixture.ask(() ->
              Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get())
                  .simulation()
                  .orElseThrow());
      simulation.device("gripper").misbehave(Misbehaviour.Unplug.forGood());
      Label alarm = studio.find("record.alarm", Label.class);
      studio.until("the alarm is on", alarm::isVisible);
      assertTrue(StudioFixture.ask(alarm::getText).contains("gripper"));
      simulation.device("gripper").misbehave(new Misbehaviour.Replug());
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
      assertTrue(rows.stream().allMatch(row -> row.task().equals("Stack the block")));
      assertTrue(rows.stream().anyMatch(row -> row.verdict() == Verdict.SUCCESS));
      for (Bundle bundle : library.bundles()) {
        var report = EpisodeCheck.check(bundle, true, CheckProgress.none());
        assertTrue(report.good(), () -> report.findings().toString());
      }
    }
  }

  @Test
  void aLowDiskHoldsTheStartBackAndARestartFindsTheRun() throws Exception {
    // No disk has so much room.
    settings("\"recording\": { \"warnGigabytes\": 100000 },");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      setUp(studio);
      studio.until("it says so", () -> banner(studio).equals("NOT READY"));
      studio.until("it was started anyway", () -> phase(studio) == Takes.Phase.RECORDING);
      pedals(studio, null);
      if (phase(studio) == Takes.Phase.RECORDING) {
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

  private static int done(StudioFixture studio) {
    return run(studio).done();
  }

  private static Takes.Phase phase(StudioFixture studio) {
    return StudioFixture.ask(() -> studio.studio().takes().phaseProperty().get());
  }

  private static String banner(StudioFixture studio) {
    return studio.studio().stage().getScene().lookup(".phase-banner") instanceof Label label
        ? label.getText()
        : "";
  }
}
