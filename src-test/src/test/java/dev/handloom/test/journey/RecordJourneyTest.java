package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.studio.ToOpen;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.workspace.record.RecordWorkspace;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.Verdict;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collector's first minutes: see the rig live, record by keyboard, quit, find everything again.
class RecordJourneyTest {
  private static final long TAKE_NANOS = 2_000_000_000L;

  @TempDir Path user;

  @Test
  void aTakeRecordedByKeyboardIsThereAfterARestart() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT2, true);
      assertTrue(
          StudioFixture.ask(
              () -> studio.studio().shell().workspaceProperty().get() instanceof RecordWorkspace));
      studio.press(KeyCode.T, true);
      TextField task = studio.find("record.taskField", TextField.class);
      assertTrue(StudioFixture.ask(task::isFocused), "the task can be named by keyboard");
      StudioFixture.ask(() -> {
        task.setText("stack the cups");
        return true;
      });
      record(studio);
      studio.until(
          "the take is in the list", () -> studio.studio().library().episodes().size() == 1);
      review(studio);
      studio.quit();
    }
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.until(
          "the take is in the list", () -> studio.studio().library().episodes().size() == 1);
      assertEquals(
          "stack the cups",
          StudioFixture.ask(() -> studio.studio().library().episodes().getFirst().task()));
      assertEquals(
          Verdict.SUCCESS,
          StudioFixture.ask(() -> studio.studio().library().episodes().getFirst().verdict()));
      assertEquals(
          "review", StudioFixture.ask(() -> workspaceOf(studio)), "the workspace is remembered");
      Path bundle =
          StudioFixture.ask(
              () -> studio.studio().library().episodes().getFirst().bundle().folder());
      studio.press(KeyCode.DIGIT1, true);
      ToOpen named = ToOpen.of(bundle);
      StudioFixture.ask(() -> {
        studio.studio().open(named);
        return true;
      });
      studio.until("the named take is open", () -> studio.shows("review-task", "stack the cups"));
      assertEquals("review", StudioFixture.ask(() -> workspaceOf(studio)));
    }
    try (Library library = Library.open(user.resolve("library"))) {
      var report = EpisodeCheck.check(library.find("last").bundle(), true, CheckProgress.none());
      assertTrue(report.good(), () -> report.findings().toString());
    }
  }

  private static String workspaceOf(StudioFixture studio) {
    var workspace = studio.studio().shell().workspaceProperty().get();
    assertNotNull(workspace);
    return workspace.id();
  }

  @Test
  void quittingDuringATakeAsksAndSavesIt() throws Exception {
    SleepyComputer computer = new SleepyComputer();
    try (StudioFixture studio = StudioFixture.open(user, computer)) {
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT2, true);
      Label sleep = studio.find("record.sleepHint", Label.class);
      studio.until(
          "the computer's sleep is warned of",
          () -> sleep.isVisible() && sleep.getText().equals(SleepyComputer.TROUBLE));
      assertEquals(0, computer.held.get());
      studio.press(KeyCode.SPACE, true);
      studio.awaitPhase(TakePhase.RECORDING);
      assertEquals(1, computer.held.get(), "kept awake during the take");
      studio.until("the warning makes room", () -> !sleep.isVisible());
      studio.press(KeyCode.Q, true);
      Button stay = studio.find("quit.stay", Button.class);
      StudioFixture.ask(() -> {
        stay.fire();
        return true;
      });
      assertEquals(
          TakePhase.RECORDING,
          StudioFixture.ask(() -> studio.studio().takes().phaseProperty().get()),
          "the take goes on");
      studio.press(KeyCode.Q, true);
      Button leave = studio.find("quit.leave", Button.class);
      StudioFixture.ask(() -> {
        leave.fire();
        return true;
      });
      studio.awaitEnd();
    }
    assertEquals(1, computer.asked.get());
    assertEquals(0, computer.held.get(), "it may sleep again");
    try (Library library = Library.open(user.resolve("library"))) {
      assertEquals(1, library.list().size());
      assertFalse(library.find("last").durationNanos() == 0);
    }
  }

  /// Plays the take, scrubs it and says how it went, by keyboard alone.
  private static void review(StudioFixture studio) throws Exception {
    studio.press(KeyCode.DIGIT3, true);
    studio.until("the take is open", () -> studio.shows("review-task", "stack the cups"));
    Label time = studio.find("review-time", Label.class);
    studio.until(
        "it can be played",
        () ->
            studio.studio().actions().get("review.play").enabledProperty().get()
                && !time.getText().endsWith("of 0:00.000"));
    studio.press(KeyCode.HOME, false);
    studio.until("it is at its start", () -> time.getText().startsWith("0:00.000"));
    studio.press(KeyCode.SPACE, false);
    studio.until("it plays", () -> !time.getText().startsWith("0:00"));
    studio.press(KeyCode.SPACE, false);
    studio.press(KeyCode.END, false);
    String length =
        StudioFixture.ask(() -> time.getText().substring(time.getText().indexOf("of ") + 3));
    studio.until("it is at its end", () -> time.getText().startsWith(length));
    studio.press(KeyCode.S, false);
    studio.until(
        "the verdict is kept",
        () -> studio.studio().library().episodes().getFirst().verdict() == Verdict.SUCCESS);
  }

  private static void record(StudioFixture studio) throws Exception {
    studio.press(KeyCode.SPACE, true);
    studio.awaitPhase(TakePhase.RECORDING);
    long end = System.nanoTime() + TAKE_NANOS;
    studio.until("the take has its length", () -> System.nanoTime() > end);
    studio.press(KeyCode.SPACE, true);
    studio.awaitPhase(TakePhase.READY);
  }
}
