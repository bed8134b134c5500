package dev.handloom.app.preview;

import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPlan;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.preview.session.PreviewMoment;
import java.util.function.Consumer;

/// Begins a run of takes like a moment at which a model was unsure.
public final class MoreLikeThis {
  private static final int TAKES = 5;
  private static final int COUNTDOWN_SECONDS = 3;

  private final Takes takes;
  private final RunOfTakes runs;
  private final Actions actions;
  private final Consumer<Notice> notices;

  public MoreLikeThis(Takes takes, RunOfTakes runs, Actions actions, Consumer<Notice> notices) {
    this.takes = takes;
    this.runs = runs;
    this.actions = actions;
    this.notices = notices;
  }

  /// @param asked what was to be done; what the next take is of where that is not known
  public void collect(String asked, PreviewMoment moment) {
    if (runs.runProperty().get() != null || takes.phaseProperty().get().running()) {
      notices.accept(
          Notice.warning(
              "No run was begun",
              "A run or a take is open. End it under Record, then collect more like this."));
      return;
    }
    String wanted = asked.isBlank() ? takes.task() : asked;
    String task = wanted.isBlank() ? "More like this" : wanted;
    String why = moment.reading() == null ? "" : moment.reading().title() + ": ";
    runs.begin(
        new RunPlan(
            task,
            why + "show it as it was set up when the model was unsure.",
            "",
            TAKES,
            "",
            COUNTDOWN_SECONDS));
    actions.get("workspace.record").run();
  }
}
