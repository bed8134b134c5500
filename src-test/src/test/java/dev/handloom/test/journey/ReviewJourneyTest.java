package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.review.Agreement;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A reviewer's day, by keyboard alone: ten episodes with verdicts, segments, scores; undone after
/// a restart; many changed at once; a second reviewer who sees it otherwise.
class ReviewJourneyTest {
  private static final int TAKES = 10;
  private static final double SECONDS = 1.2;

  @TempDir Path user;

  private void record() throws Exception {
    try (Workplace workplace = Workplace.simulated(1);
        Library library = Library.open(user.resolve("library"))) {
      assertTrue(workplace.connectAndWait(Duration.ofMinutes(2)));
      for (int i = 0; i < TAKES; i++) {
        try (EpisodeRecorder recorder =
            new EpisodeRecorder(
                workplace.rig().hub(),
                workplace.rig().devices(),
                library,
                RecorderOptions.standard("test"))) {
          recorder.start(new TakePlan("take " + i, "", workplace.rig().file().name(), List.of()));
          while (recorder.status().state().busy()
              && recorder.status().elapsedNanos() < SECONDS * 1e9) {
            recorder.state().await(state -> !state.busy(), Duration.ofMillis(50));
          }
          if (recorder.stop("Its time was up").isEmpty()) {
            throw new IOException("The take was not saved");
          }
        }
      }
    }
  }

  private static EpisodeRow row(StudioFixture studio, int index) {
    return Objects.requireNonNull(studio.studio().library().episodes().get(index));
  }

  private static Review review(StudioFixture studio, int index) {
    return StudioFixture.ask(() -> new ReviewJournal(row(studio, index).bundle().review()).read());
  }

  private static boolean decided(StudioFixture studio, int index, Verdict verdict) {
    return row(studio, index).verdict() == verdict;
  }

  private static void open(StudioFixture studio, String task) throws Exception {
    studio.until(
        task + " is open",
        () ->
            studio.shows("review-task", task)
                && studio.studio().stage().getScene().lookup("#review-time") instanceof Label time
                && !time.getText().endsWith("of 0:00.000"));
  }

  /// Writes into what has the focus, and Enter.
  private static void type(StudioFixture studio, String id, String text) throws Exception {
    TextInputControl field = studio.find(id, TextInputControl.class);
    studio.until(id + " has the focus", field::isFocused);
    StudioFixture.ask(() -> {
      field.setText(text);
      return true;
    });
    studio.press(KeyCode.ENTER, false);
  }

  private static void press(StudioFixture studio, KeyCode code) {
    studio.press(code, false);
  }

  private static void shift(StudioFixture studio, KeyCode code) {
    studio.press(code, false, true, false);
  }

  private static void until(StudioFixture studio, String what, BooleanSupplier met)
      throws Exception {
    studio.until(what, met);
  }

  private static int segments(StudioFixture studio, int index) {
    try {
      return new ReviewJournal(row(studio, index).bundle().review()).read().segments().size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// By Tab alone.
  private static void tabTo(StudioFixture studio, String id) {
    for (int i = 0; i < 40 && !id.equals(focused(studio)); i++) {
      press(studio, KeyCode.TAB);
    }
    assertEquals(id, focused(studio));
  }

  private static String focused(StudioFixture studio) {
    return StudioFixture.ask(() -> {
      Node owner = studio.studio().stage().getScene().getFocusOwner();
      return owner == null || owner.getId() == null ? "" : owner.getId();
    });
  }

  private static void reviewAs(StudioFixture studio, String name) throws Exception {
    shift(studio, KeyCode.U);
    type(studio, "review-reviewer", name);
  }

  @Test
  void tenEpisodesAreReviewedByKeyboardAlone() throws Exception {
    record();
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.press(KeyCode.DIGIT3, true);
      open(studio, "take 9");
      reviewAs(studio, "ann");
      for (int i = 0; i < TAKES; i++) {
        int index = i;
        open(studio, "take " + (TAKES - 1 - i));
        press(studio, i % 3 == 0 ? KeyCode.F : KeyCode.S);
        Verdict verdict = i % 3 == 0 ? Verdict.FAIL : Verdict.SUCCESS;
        until(studio, "verdict " + i, () -> decided(studio, index, verdict));
        if (i < TAKES - 1) {
          press(studio, KeyCode.N);
        }
      }
      segment(studio);
      press(studio, KeyCode.G);
      type(studio, "review-score", "85");
      until(studio, "the score", () -> Objects.equals(row(studio, 9).score(), 85));
      press(studio, KeyCode.R);
      type(studio, "review-reason", "the cup fell");
      until(studio, "the reason", () -> row(studio, 9).reason().equals("the cup fell"));
      trim(studio);
      studio.quit();
    }
    afterARestart();
    twoReviewers();
  }

  /// On the oldest take: begin, go on, end; split; merge; all back by Undo but the segment.
  private static void segment(StudioFixture studio) throws Exception {
    press(studio, KeyCode.Q);
    press(studio, KeyCode.HOME);
    press(studio, KeyCode.DIGIT1);
    for (int i = 0; i < 12; i++) {
      press(studio, KeyCode.RIGHT);
    }
    press(studio, KeyCode.DIGIT1);
    until(studio, "a segment", () -> segments(studio, 9) == 1);
    until(
        studio,
        "it is drawn",
        () -> tiers(studio).stream().anyMatch(text -> text.startsWith("reach")));
    for (int i = 0; i < 4; i++) {
      press(studio, KeyCode.LEFT);
    }
    press(studio, KeyCode.X);
    until(studio, "split", () -> segments(studio, 9) == 2);
    until(
        studio,
        "both are drawn",
        () -> tiers(studio).stream().filter(text -> text.startsWith("reach")).count() == 2);
    press(studio, KeyCode.HOME);
    press(studio, KeyCode.M);
    until(studio, "merged", () -> segments(studio, 9) == 1);
    studio.press(KeyCode.Z, true);
    until(studio, "the merging is undone", () -> segments(studio, 9) == 2);
    until(
        studio,
        "it can be redone",
        () -> studio.studio().actions().get("review.redo").enabledProperty().get());
    studio.press(KeyCode.Z, true, true, false);
    until(studio, "and redone", () -> segments(studio, 9) == 1);
  }

  private static List<String> tiers(StudioFixture studio) {
    List<String> texts = new ArrayList<>();
    for (Node node : studio.studio().stage().getScene().getRoot().lookupAll(".tier-bar")) {
      texts.add(((Label) node).getText());
    }
    return texts;
  }

  private static void trim(StudioFixture studio) throws Exception {
    press(studio, KeyCode.HOME);
    press(studio, KeyCode.RIGHT);
    press(studio, KeyCode.I);
    press(studio, KeyCode.END);
    press(studio, KeyCode.LEFT);
    press(studio, KeyCode.O);
    shift(studio, KeyCode.T);
    until(studio, "only a part is used", () -> row(studio, 9).use() != null);
  }

  private void afterARestart() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      open(studio, "take 9");
      until(
          studio,
          "there is something to undo",
          () -> studio.studio().actions().get("review.undo").enabledProperty().get());
      studio.press(KeyCode.Z, true);
      until(studio, "the trimming is undone", () -> row(studio, 9).use() == null);
      studio.press(KeyCode.Z, true);
      until(studio, "so is the reason", () -> row(studio, 9).reason().isEmpty());
      assertEquals(85, StudioFixture.ask(() -> row(studio, 9).score()));
      bulk(studio);
      proposals(studio);
      studio.quit();
    }
  }

  /// Every success becomes unsure in one edit, which shows what it changes, and comes back in one.
  private static void bulk(StudioFixture studio) throws Exception {
    studio.press(KeyCode.F, true);
    TextInputControl search = studio.find("review-search", TextInputControl.class);
    StudioFixture.ask(() -> {
      search.setText("verdict:success");
      return true;
    });
    ListView<?> list = studio.find("review-list", ListView.class);
    until(studio, "the successes are found", () -> list.getItems().size() == 6);
    press(studio, KeyCode.DOWN);
    shift(studio, KeyCode.B);
    until(studio, "the sheet is there", () -> kinds(studio) != null);
    tabTo(studio, "review-bulk-kind");
    // What opens then is a list of the toolkit's own.
    StudioFixture.ask(() -> {
      Objects.requireNonNull(kinds(studio)).getSelectionModel().select(2);
      return true;
    });
    assertEquals(
        "6 of 6 will change:",
        StudioFixture.ask(() -> studio.find("review-bulk-count", Label.class).getText()));
    assertTrue(
        StudioFixture.ask(() ->
            String.valueOf(studio.find("review-bulk-changes", ListView.class).getItems().getFirst())
                .endsWith("success → unsure")));
    press(studio, KeyCode.ENTER);
    until(studio, "all are changed", () -> count(studio, Verdict.UNSURE) == 6);
    studio.press(KeyCode.Z, true);
    until(studio, "all are back", () -> count(studio, Verdict.SUCCESS) == 6);
  }

  /// Three episodes are proposed in one recording: one is right, one begins too early, one is none.
  private static void proposals(StudioFixture studio) throws Exception {
    studio.press(KeyCode.F, true);
    press(studio, KeyCode.ESCAPE);
    press(studio, KeyCode.DOWN);
    Library library = Objects.requireNonNull(studio.studio().library().store());
    List<ReviewEntry> cuts = new ArrayList<>();
    for (int tenth : new int[] {1, 4, 7}) {
      cuts.add(
          ReviewEntry.segment(
              Review.PROPOSER,
              "episode",
              tenth * 100_000_000L,
              (tenth + 2) * 100_000_000L,
              "",
              Review.CUTS));
    }
    library.review(StudioFixture.ask(() -> row(studio, 4)).id(), cuts);
    for (int i = 0; i < 4; i++) {
      shift(studio, KeyCode.Q);
    }
    ListView<?> list = studio.find("review-list", ListView.class);
    until(studio, "the recording is found", () -> list.getItems().size() == 1);
    press(studio, KeyCode.N);
    open(studio, "take 5");
    until(
        studio,
        "three are proposed",
        () -> studio.shows("review-proposals-count", "3 episodes are proposed"));
    press(studio, KeyCode.Q);
    press(studio, KeyCode.HOME);
    press(studio, KeyCode.P);
    press(studio, KeyCode.A);
    until(studio, "one is accepted", () -> cuts(studio, 1, 2));
    until(
        studio,
        "it is drawn",
        () -> studio.shows("review-proposals-count", "2 episodes are proposed"));
    press(studio, KeyCode.RIGHT);
    shift(studio, KeyCode.I);
    until(studio, "one begins later", () -> cuts(studio, 2, 1));
    assertTrue(StudioFixture.ask(() -> segment(studio, 1).fromNanos()) > 400_000_000L);
    until(
        studio,
        "that is drawn",
        () -> studio.shows("review-proposals-count", "1 episode is proposed"));
    press(studio, KeyCode.P);
    press(studio, KeyCode.D);
    until(studio, "one is rejected", () -> cuts(studio, 2, 0));
    assertEquals("ann", StudioFixture.ask(() -> segment(studio, 0).who()));
    assertFalse(StudioFixture.ask(() -> said(studio).disputed()));
    studio.press(KeyCode.Z, true);
    until(studio, "the rejected one is back", () -> cuts(studio, 2, 1));
    shift(studio, KeyCode.P);
    until(studio, "and accepted with all", () -> cuts(studio, 3, 0));
  }

  private static Review.Segment segment(StudioFixture studio, int index) {
    return said(studio).segments().get(index);
  }

  private static boolean cuts(StudioFixture studio, int accepted, int proposed) {
    Review said = said(studio);
    return said.segments().size() == accepted && said.proposals().size() == proposed;
  }

  /// Of take 5, wherever the list has it.
  private static Review said(StudioFixture studio) {
    for (EpisodeRow row : studio.studio().library().episodes()) {
      if (row != null && row.task().equals("take 5")) {
        try {
          return new ReviewJournal(row.bundle().review()).read();
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException("There is no take 5");
  }

  private static ChoiceBox<?> kinds(StudioFixture studio) {
    return (ChoiceBox<?>) studio.studio().stage().getScene().lookup("#review-bulk-kind");
  }

  private static long count(StudioFixture studio, Verdict verdict) {
    return studio.studio().library().episodes().stream()
        .filter(row -> row != null && row.verdict() == verdict)
        .count();
  }

  private void twoReviewers() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      open(studio, "take 9");
      reviewAs(studio, "bo");
      press(studio, KeyCode.S);
      until(studio, "bo sees a success", () -> decided(studio, 0, Verdict.SUCCESS));
      assertTrue(review(studio, 0).disputed());
      press(studio, KeyCode.N);
      open(studio, "take 8");
      press(studio, KeyCode.S);
      until(studio, "bo agrees", () -> review(studio, 1).opinions().size() == 2);
      assertFalse(review(studio, 1).disputed());
      for (int i = 0; i < 3; i++) {
        shift(studio, KeyCode.Q);
      }
      ListView<?> list = studio.find("review-list", ListView.class);
      until(studio, "the disputed one is found", () -> list.getItems().size() == 1);
      press(studio, KeyCode.N);
      open(studio, "take 9");
      reviewAs(studio, "cy");
      press(studio, KeyCode.V);
      until(
          studio,
          "the drawer offers to settle",
          () -> studio.studio().stage().getScene().lookup("#review-settle-fail") != null);
      tabTo(studio, "review-settle-fail");
      studio.push(KeyCode.SPACE);
      until(studio, "it is settled", () -> decided(studio, 0, Verdict.FAIL));
      Review settled = review(studio, 0);
      assertEquals("cy", settled.settled());
      assertFalse(settled.disputed());
      studio.quit();
    }
    try (Library library = Library.open(user.resolve("library"))) {
      assertEquals(0, library.search("disputed:yes").size());
      List<Review> all = new ArrayList<>();
      for (EpisodeRow row : library.list()) {
        all.add(new ReviewJournal(row.bundle().review()).read());
      }
      Agreement pair = Agreement.of(all).getFirst();
      assertEquals(2, pair.judged());
      assertEquals(1, pair.same());
    }
  }
}
