package dev.handloom.app.workspace.record;

import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.store.review.Verdict;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What a person can do in a run: judge the take, do it again, lay the reference over the cameras.
final class RunActions {
  final Action success;
  final Action fail;
  final Action unsure;
  final Action redo;
  final Action undoRedo;
  final Action note;
  final Action overlay;
  final Action end;
  final BooleanProperty overlaid = new SimpleBooleanProperty(true);

  /// @param writeNote leads to where a note is written
  RunActions(Actions actions, RunOfTakes runs, Runnable writeNote) {
    success =
        actions.add(
            verdict(runs, "success", "Success", Verdict.SUCCESS)
                .icon(Feather.THUMBS_UP)
                .keys(KeyCode.F5));
    fail =
        actions.add(
            verdict(runs, "fail", "Fail", Verdict.FAIL).icon(Feather.THUMBS_DOWN).keys(KeyCode.F6));
    unsure =
        actions.add(
            verdict(runs, "unsure", "Unsure", Verdict.UNSURE)
                .icon(Feather.HELP_CIRCLE)
                .keys(KeyCode.F7));
    redo =
        actions.add(
            Action.named("record.redo", "Redo", runs::redo)
                .icon(Feather.CORNER_UP_LEFT)
                .keys(KeyCode.F8)
                .menu("Record/Run")
                .describedAs(
                    "Moves the newest take to the trash, to show it again. During a take: ends it"
                        + " first."));
    undoRedo =
        actions.add(
            Action.named("record.undo-redo", "Undo the redo", runs::undoRedo)
                .icon(Feather.CORNER_UP_RIGHT)
                .keys(KeyCode.F8, KeyCombination.SHIFT_DOWN)
                .menu("Record/Run")
                .describedAs("Brings the take back from the trash."));
    note =
        actions.add(
            Action.named("record.note", "Write a note", writeNote)
                .icon(Feather.EDIT_2)
                .keys(KeyCode.F9)
                .menu("Record/Run")
                .describedAs("About the newest take; Enter keeps it."));
    overlay =
        actions.add(
            Action.named(
                    "record.overlay",
                    "Lay the reference over the cameras",
                    () -> overlaid.set(!overlaid.get()))
                .icon(Feather.LAYERS)
                .keys(KeyCode.F4)
                .menu("Record/Run")
                .selected(overlaid)
                .describedAs(
                    "Before a take, the first pictures of the run's first take lie half-transparent"
                        + " over the live ones, to set the scene back."));
    end =
        actions.add(
            Action.named("record.run-end", "End the run", runs::end)
                .icon(Feather.X_SQUARE)
                .menu("Record/Run")
                .describedAs("Its takes stay in the library."));
    refresh(null, false);
  }

  private static Action verdict(RunOfTakes runs, String id, String text, Verdict verdict) {
    return Action.named("record." + id, text, () -> runs.judge(verdict))
        .menu("Record/Run")
        .describedAs("About the newest take of the run.");
  }

  void refresh(@Nullable Run run, boolean taking) {
    boolean newest = run != null && run.newest().isPresent();
    success.enabledProperty().set(newest);
    fail.enabledProperty().set(newest);
    unsure.enabledProperty().set(newest);
    note.enabledProperty().set(newest);
    redo.enabledProperty().set(newest || (run != null && taking));
    undoRedo.enabledProperty().set(run != null && run.newestRedone().isPresent());
    overlay.enabledProperty().set(run != null);
    end.enabledProperty().set(run != null && !taking);
  }
}
