package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.TakePhase;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A researcher's first minute with the preview: nothing to look up, a take, the nearest episode;
/// two models on the same; then the same beside the recorded take.
class PreviewJourneyTest {
  private static final long TAKE_NANOS = 5_000_000_000L;

  @TempDir Path user;

  @Test
  void theNearestEpisodeIsAskedLiveAndOfARecordedTakeByKeysAlone() throws Exception {
    Files.createDirectories(user.resolve("settings"));
    Files.writeString(user.resolve("settings/settings.json"), "{ \"workspace\": \"preview\" }");
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("the library is open", () -> studio.studio().library().store() != null);
      studio.until("it says what is missing", () -> reads(studio, "Nothing to look up yet"));
      ButtonBase run = studio.find("preview.one.run", ButtonBase.class);
      assertTrue(run.isDisabled(), "there is nothing to start with");
      take(studio);

      studio.until("it can be started", () -> !run.isDisabled());
      studio.press(KeyCode.P, true, true, false);
      studio.until("it has answered", () -> !text(studio, "preview.rate").isEmpty());
      Node film = studio.find("preview.film", Node.class);
      studio.until("the keys go to the pictures", film::isFocused);
      studio.press(KeyCode.RIGHT, false);
      studio.until(
          "the first picture has met what happened", () -> judged(film.getAccessibleHelp()));
      assertTrue(
          String.valueOf(film.getAccessibleHelp()).contains(", +0.27 s: "),
          film.getAccessibleHelp());
      studio.until(
          "the model tells its name",
          () -> text(studio, "preview.model").startsWith("Nearest episode"));

      accept(studio);
      whatIf(studio);

      studio.press(KeyCode.B, true, true, false);
      studio.find("preview.second.run", ButtonBase.class);
      // Ends the one that runs, then begins both.
      studio.press(KeyCode.P, true, true, false);
      studio.until("the first one has ended", () -> count(studio, "preview.film") == 0);
      studio.press(KeyCode.P, true, true, false);
      studio.until("two are asked", () -> count(studio, "preview.film") == 2);
      studio.press(KeyCode.B, true, true, false);
      studio.until("one is left", () -> count(studio, "preview.film") == 1);
      studio.press(KeyCode.P, true, true, false);
      studio.until("nothing runs", () -> count(studio, "preview.film") == 0);

      studio.press(KeyCode.DIGIT3, true);
      studio.until("the take is open", () -> enabled(studio, "review.preview"));
      studio.press(KeyCode.J, false);
      studio.find("review.lane.run", ButtonBase.class);
      studio.until(
          "a model is asked of the take",
          () -> text(studio, "preview.model").startsWith("Nearest episode"));
      // A second on: at the very start there is too little to look back on.
      studio.press(KeyCode.RIGHT, false, true, false);
      // Of one take alone there is no other to compare with, and it says so.
      studio.until(
          "it refuses in words", () -> text(studio, "preview.reason").contains("other episode"));
      studio.press(KeyCode.J, false);
      studio.until("the pictures are back", () -> count(studio, "preview.film") == 0);
    }
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().startsWith("preview ")));
  }

  /// The moment is held, the plan bent, the dream of it comes; then it goes on.
  private static void whatIf(StudioFixture studio) throws TimeoutException {
    Node turn = studio.find("preview.whatIf", Node.class);
    studio.until("it can be asked", () -> !turn.isDisabled());
    focus(turn);
    studio.push(KeyCode.SPACE);
    Node fan = studio.find("preview.fan", Node.class);
    studio.until("the keys go to the joints", fan::isFocused);
    studio.until("it holds", () -> text(studio, "preview.state").equals("Paused"));
    for (int i = 0; i < 5; i++) {
      studio.press(KeyCode.ADD, false);
    }
    assertTrue(
        StudioFixture.ask(() -> text(studio, "preview.cell").startsWith("The moment is held")),
        "nothing was refused");
    focus(studio.find("preview.asRecorded", Node.class));
    studio.push(KeyCode.SPACE);
    ListView<?> takes = studio.find("recorded.list", ListView.class);
    studio.until("the accepted take is offered", () -> takes.getItems().size() == 1);
    studio.push(KeyCode.ENTER);
    studio.until(
        "what was done there is what is asked about",
        () -> text(studio, "preview.cell").startsWith("As in “"));
    focus(turn);
    studio.push(KeyCode.SPACE);
    studio.until("it goes on", () -> !text(studio, "preview.state").equals("Paused"));
  }

  private static void accept(StudioFixture studio) throws Exception {
    OpenLibrary library = studio.studio().library();
    Library store = Objects.requireNonNull(StudioFixture.ask(library::store));
    EpisodeRow take = StudioFixture.ask(() -> library.episodes().getFirst());
    store.review(
        take.id(),
        List.of(ReviewEntry.now("a reviewer", ReviewEntry.What.VERDICT, Verdict.SUCCESS.name())));
    StudioFixture.ask(() -> {
      library.changed();
      return true;
    });
  }

  private static void focus(Node node) {
    StudioFixture.ask(() -> {
      node.requestFocus();
      return true;
    });
  }

  private static void take(StudioFixture studio) throws TimeoutException {
    studio.press(KeyCode.SPACE, true);
    studio.awaitPhase(TakePhase.RECORDING);
    studio.until(
        "some seconds are recorded",
        () ->
            studio.studio().takes().status().map(RecordingStatus::elapsedNanos).orElse(0L)
                > TAKE_NANOS);
    studio.press(KeyCode.SPACE, true);
    studio.awaitPhase(TakePhase.READY);
  }

  private static boolean judged(String help) {
    String words = String.valueOf(help).toLowerCase(Locale.ROOT);
    return words.contains("right") || words.contains("wrong") || words.contains("nothing moved");
  }

  private static boolean enabled(StudioFixture studio, String action) {
    return studio.studio().actions().get(action).enabledProperty().get()
        && !studio.studio().library().episodes().isEmpty();
  }

  private static long count(StudioFixture studio, String id) {
    return root(studio).lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()))
        .filter(each -> !(each instanceof Labeled label) || !label.getText().isEmpty())
        .count();
  }

  private static String text(StudioFixture studio, String id) {
    return root(studio).lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()) && each instanceof Labeled)
        .map(each -> ((Labeled) each).getText())
        .findFirst()
        .orElse("");
  }

  private static boolean reads(StudioFixture studio, String words) {
    return root(studio).lookupAll(".label").stream()
        .anyMatch(each -> each instanceof Labeled label && label.getText().equals(words));
  }

  private static Parent root(StudioFixture studio) {
    return studio.studio().stage().getScene().getRoot();
  }
}
