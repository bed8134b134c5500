package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.hand.Turned;
import dev.handloom.store.review.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// What can be done in Review, and its keys.
final class ReviewActions {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long TEN_MILLIS = 10_000_000L;
  private static final int LABEL_KEYS = 9;
  private static final String MENU = "Review";

  private final Actions actions;
  private final BooleanExpression open;
  private final List<Action> moving = new ArrayList<>();
  private final Map<Verdict, Action> verdicts = new EnumMap<>(Verdict.class);

  /// @param open whether an episode is in front
  ReviewActions(Actions actions, BooleanExpression open) {
    this.actions = actions;
    this.open = open;
  }

  /// Declares what moves through an episode.
  Action declarePlayback(Playback playback, Runnable previousPicture, Runnable nextPicture) {
    Action play =
        moving(
            Action.named("review.play", "Play or pause", playback::toggle)
                .icon(Feather.PLAY)
                .keys(KeyCode.SPACE));
    moving(
        Action.named("review.previous-picture", "Go one picture back", previousPicture)
            .icon(Feather.CHEVRON_LEFT)
            .keys(KeyCode.LEFT)
            .describedAs("By the pictures of the first camera."));
    moving(
        Action.named("review.next-picture", "Go one picture on", nextPicture)
            .icon(Feather.CHEVRON_RIGHT)
            .keys(KeyCode.RIGHT)
            .describedAs("By the pictures of the first camera."));
    moving(
        Action.named("review.back", "Go 1 s back", () -> playback.step(-SECOND_NANOS))
            .icon(Feather.REWIND)
            .keys(KeyCode.LEFT, KeyCombination.SHIFT_DOWN));
    moving(
        Action.named("review.on", "Go 1 s on", () -> playback.step(SECOND_NANOS))
            .icon(Feather.FAST_FORWARD)
            .keys(KeyCode.RIGHT, KeyCombination.SHIFT_DOWN));
    moving(
        Action.named("review.start", "Go to the start", () -> playback.seek(playback.firstNanos()))
            .icon(Feather.SKIP_BACK)
            .keys(KeyCode.HOME));
    moving(
        Action.named("review.end", "Go to the end", () -> playback.seek(playback.lastNanos()))
            .icon(Feather.SKIP_FORWARD)
            .keys(KeyCode.END));
    moving(
        Action.named("review.back-10", "Go 10 ms back", () -> playback.step(-TEN_MILLIS))
            .keys(KeyCode.COMMA));
    moving(
        Action.named("review.on-10", "Go 10 ms on", () -> playback.step(TEN_MILLIS))
            .keys(KeyCode.PERIOD));
    moving(
        Action.named("review.slower", "Play slower", playback::slower).keys(KeyCode.OPEN_BRACKET));
    moving(
        Action.named("review.faster", "Play faster", playback::faster).keys(KeyCode.CLOSE_BRACKET));
    declare(
        Action.named("review.range-from", "Begin the range here", playback::markFrom)
            .keys(KeyCode.I));
    declare(
        Action.named("review.range-to", "End the range here", playback::markTo).keys(KeyCode.O));
    declare(
        Action.named("review.loop", "Play the range over and over", playback::toggleLoop)
            .icon(Feather.REPEAT)
            .keys(KeyCode.L)
            .selected(playback.loopingProperty()));
    return play;
  }

  /// Declares what labels the episode.
  void declareSegments(SegmentWork work, Runnable rename, Runnable labels) {
    for (int i = 0; i < LABEL_KEYS; i++) {
      int number = i;
      declare(
          Action.named(
                  "review.label-" + (i + 1),
                  "Begin or end label " + (i + 1),
                  () -> work.label(number))
              .keys(KeyCode.values()[KeyCode.DIGIT1.ordinal() + i]));
    }
    declare(
        Action.named("review.segment-cancel", "Forget the segment begun", work::cancel)
            .keys(KeyCode.ESCAPE));
    declare(Action.named("review.split", "Split the segment", work::split).keys(KeyCode.X));
    declare(
        Action.named("review.merge", "Merge the segment with the next", work::merge)
            .keys(KeyCode.M));
    declare(
        Action.named("review.segment-delete", "Delete the segment", work::remove)
            .keys(KeyCode.BACK_SPACE));
    declare(Action.named("review.segment-edit", "Edit the segment…", rename).keys(KeyCode.E));
    declare(
        Action.named("review.segment-from", "Begin the segment here", () -> work.edgeHere(false))
            .keys(KeyCode.I, KeyCombination.SHIFT_DOWN)
            .describedAs("Or the next after the playhead."));
    declare(
        Action.named("review.segment-to", "End the segment here", () -> work.edgeHere(true))
            .keys(KeyCode.O, KeyCombination.SHIFT_DOWN)
            .describedAs("Or the last before the playhead."));
    moving(nudge(work, "from-back", "Begin the segment one picture earlier", false, false));
    moving(nudge(work, "from-on", "Begin the segment one picture later", false, true));
    moving(nudge(work, "to-back", "End the segment one picture earlier", true, false));
    moving(nudge(work, "to-on", "End the segment one picture later", true, true));
    moving(
        Action.named("review.edge-back", "Go to the edge before", () -> work.toEdge(false))
            .keys(KeyCode.LEFT, KeyCombination.SHORTCUT_DOWN));
    moving(
        Action.named("review.edge-on", "Go to the next edge", () -> work.toEdge(true))
            .keys(KeyCode.RIGHT, KeyCombination.SHORTCUT_DOWN));
    declare(
        Action.named(
                "review.snap",
                "Snap edges to movements",
                () -> work.snappingProperty().set(!work.snappingProperty().get()))
            .keys(KeyCode.Q)
            .selected(work.snappingProperty())
            .describedAs("An edge goes to where the hands are slowest, within 0.2 s."));
    declare(
        Action.named("review.labels", "Labels of the task…", labels)
            .keys(KeyCode.L, KeyCombination.SHIFT_DOWN));
  }

  /// Declares what becomes of the episodes that are proposed in a long recording.
  void declareProposals(ProposalWork work) {
    declare(
        Action.named("review.proposal-next", "Go to the next proposed episode", work::next)
            .keys(KeyCode.P));
    declare(
        Action.named("review.proposal-accept", "Accept the proposed episode", work::accept)
            .keys(KeyCode.A)
            .describedAs("The one at the playhead; then goes to the next."));
    declare(
        Action.named("review.proposal-reject", "Reject the proposed episode", work::reject)
            .keys(KeyCode.D)
            .describedAs("The one at the playhead; then goes to the next."));
    declare(
        Action.named("review.proposal-accept-all", "Accept all proposed episodes", work::acceptAll)
            .keys(KeyCode.P, KeyCombination.SHIFT_DOWN)
            .describedAs("Of the recording in front."));
  }

  private static Action nudge(SegmentWork work, String id, String text, boolean end, boolean on) {
    Action action = Action.named("review.nudge-" + id, text, () -> work.nudge(end, on));
    KeyCode key = on ? KeyCode.RIGHT : KeyCode.LEFT;
    return end
        ? action.keys(key, KeyCombination.ALT_DOWN, KeyCombination.SHIFT_DOWN)
        : action.keys(key, KeyCombination.ALT_DOWN);
  }

  /// One of the rest: an action on the open episode.
  Action one(String id, String text, Runnable act, KeyCode key, KeyCombination.Modifier... more) {
    return declare(Action.named("review." + id, text, act).keys(key, more));
  }

  /// Declares the verdicts, in the order of their buttons.
  Map<Verdict, Action> declareVerdicts(Consumer<Verdict> decide) {
    verdict(Verdict.SUCCESS, "Mark as a success", KeyCode.S, decide);
    verdict(Verdict.FAIL, "Mark as failed", KeyCode.F, decide);
    verdict(Verdict.UNSURE, "Mark as unsure", KeyCode.U, decide);
    return verdicts;
  }

  private void verdict(Verdict verdict, String text, KeyCode key, Consumer<Verdict> decide) {
    verdicts.put(
        verdict,
        declare(
            Action.named(
                    "review." + EpisodeWords.verdict(verdict).toLowerCase(java.util.Locale.ROOT),
                    text,
                    () -> decide.accept(verdict))
                .icon(EpisodeWords.icon(verdict))
                .keys(key)));
  }

  /// Declares the look at the times.
  Action declareTimes(Runnable times) {
    return declare(
        Action.named("review.times", "Show how well each stream is timed, or the pictures", times)
            .icon(Feather.CLOCK)
            .keys(KeyCode.C)
            .describedAs("Offset, drift, bound, delay, lateness, losses, motion."));
  }

  /// Declares the trash.
  Action declareTrash(Runnable trash) {
    return declare(
        Action.named("review.trash", "Move to the trash", trash)
            .icon(Feather.TRASH_2)
            .keys(KeyCode.DELETE)
            .describedAs("It can be taken back: nothing is erased."));
  }

  /// Declares what needs no open episode.
  void declareAlways(Decisions decisions, Runnable search, BooleanExpression inFront) {
    always(
            Action.named("review.undo", "Undo the last edit", decisions::undo)
                .icon(Feather.CORNER_UP_LEFT)
                .keys(KeyCode.Z, KeyCombination.SHORTCUT_DOWN)
                .describedAs("Also edits of before a restart; each reviewer's own."))
        .bind(decisions.undoableProperty().isNotEmpty().and(inFront));
    always(
            Action.named("review.redo", "Redo what was undone", decisions::redo)
                .icon(Feather.CORNER_UP_RIGHT)
                .keys(KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN))
        .bind(decisions.redoableProperty().isNotEmpty().and(inFront));
    always(
            Action.named("review.search", "Search episodes", search)
                .icon(Feather.SEARCH)
                .keys(KeyCode.F, KeyCombination.SHORTCUT_DOWN))
        .bind(inFront);
  }

  /// Declares what concerns the list and the person, with an episode or without.
  void declareQueue(
      Runnable nextQueue,
      Runnable reviewer,
      Runnable bulk,
      Runnable agreement,
      BooleanExpression inFront) {
    always(
            Action.named("review.queue", "Next queue", nextQueue)
                .keys(KeyCode.Q, KeyCombination.SHIFT_DOWN))
        .bind(inFront);
    always(
            Action.named("review.reviewer", "Who reviews…", reviewer)
                .icon(Feather.USER)
                .keys(KeyCode.U, KeyCombination.SHIFT_DOWN))
        .bind(inFront);
    always(
            Action.named("review.bulk", "Change all found episodes…", bulk)
                .icon(Feather.LAYERS)
                .keys(KeyCode.B, KeyCombination.SHIFT_DOWN)
                .describedAs("Shows what will change first."))
        .bind(inFront);
    always(
            Action.named("review.agreement", "How far reviewers agree…", agreement)
                .icon(Feather.USERS)
                .keys(KeyCode.A, KeyCombination.SHIFT_DOWN))
        .bind(inFront);
  }

  private javafx.beans.property.BooleanProperty always(Action action) {
    return actions.add(action.menu(MENU)).enabledProperty();
  }

  private Action moving(Action action) {
    moving.add(action);
    return declare(action);
  }

  private Action declare(Action action) {
    actions.add(action.menu(MENU));
    action.enabledProperty().bind(open);
    return action;
  }

  /// Makes the keys that move through an episode do the same wherever the focus is: a plot or the
  /// list would take some of them for itself. Text fields keep theirs, hands their arrows, buttons
  /// Space.
  void installKeys(Node content) {
    content.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onKey(KeyEvent event) {
    if (!(event.getTarget() instanceof Node target) || keepsItsKeys(target, event)) {
      return;
    }
    for (Action action : moving) {
      KeyCodeCombination keys = action.keys();
      if (keys != null && keys.match(event)) {
        event.consume();
        action.run();
        return;
      }
    }
  }

  private static boolean keepsItsKeys(Node target, KeyEvent event) {
    return target instanceof TextInputControl
        || target instanceof Turned
        || target.getStyleClass().contains("film")
        || (event.getCode() == KeyCode.SPACE
            && (target instanceof ButtonBase || target instanceof ChoiceBox<?>));
  }
}
