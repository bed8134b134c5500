package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.hand.HandView;
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
    return play;
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
            .keys(KeyCode.T)
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
  void declareAlways(
      Runnable undo, BooleanExpression undoable, Runnable search, BooleanExpression inFront) {
    Action back =
        actions.add(
            Action.named("review.undo", "Undo the last decision", undo)
                .icon(Feather.CORNER_UP_LEFT)
                .keys(KeyCode.Z, KeyCombination.SHORTCUT_DOWN)
                .menu(MENU));
    back.enabledProperty().bind(undoable.and(inFront));
    Action find =
        actions.add(
            Action.named("review.search", "Search episodes", search)
                .icon(Feather.SEARCH)
                .keys(KeyCode.F, KeyCombination.SHORTCUT_DOWN)
                .menu(MENU));
    find.enabledProperty().bind(inFront);
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
        || target instanceof HandView
        || (event.getCode() == KeyCode.SPACE
            && (target instanceof ButtonBase || target instanceof ChoiceBox<?>));
  }
}
