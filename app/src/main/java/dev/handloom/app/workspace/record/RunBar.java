package dev.handloom.app.workspace.record;

import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunTake;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.review.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is to be shown in a run, how far it is, and what the person thinks of the newest take.
final class RunBar extends VBox {
  private static final double PICTURE_HEIGHT = 64;

  private final RunOfTakes runs;
  private final Label task = new Label();
  private final Label instruction = new Label();
  private final Label count = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final ImageView picture = new ImageView();
  private final Label which = new Label();
  private final ToggleButton success;
  private final ToggleButton fail;
  private final ToggleButton unsure;
  private final TextField note = new TextField();
  private String pictureFile = "";
  private String noteOf = "";

  RunBar(RunOfTakes runs, RunActions actions) {
    super(8);
    this.runs = runs;
    task.getStyleClass().add("text-large");
    instruction.getStyleClass().add("text-muted");
    instruction.setWrapText(true);
    VBox words = new VBox(task, instruction);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    count.getStyleClass().addAll("phase-time", Figures.STYLE_CLASS);
    count.setId("record.count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    progress.setPrefWidth(120);
    progress.setAccessibleText("Takes done");
    VBox far = new VBox(count, progress);
    far.setAlignment(Pos.CENTER_RIGHT);
    picture.setPreserveRatio(true);
    picture.setFitHeight(PICTURE_HEIGHT);
    picture.setAccessibleText("How the scene should look");
    picture.managedProperty().bind(picture.visibleProperty());
    HBox first = new HBox(16, picture, words, far);
    first.setAlignment(Pos.CENTER_LEFT);

    success = verdict(actions.success);
    fail = verdict(actions.fail);
    unsure = verdict(actions.unsure);
    which.setMinWidth(Region.USE_PREF_SIZE);
    which.setId("record.which");
    note.setPromptText("Note on this take");
    note.setId("record.noteField");
    note.setAccessibleText("Note on the newest take");
    note.setMinWidth(96);
    note.disableProperty().bind(actions.note.enabledProperty().not());
    note.setOnAction(_ -> {
      runs.note(note.getText().strip());
      // The keys belong to the take again.
      getParent().requestFocus();
    });
    HBox.setHgrow(note, Priority.ALWAYS);
    Button undo = Actions.button(actions.undoRedo);
    undo.visibleProperty().bind(actions.undoRedo.enabledProperty());
    undo.managedProperty().bind(undo.visibleProperty());
    HBox second =
        new HBox(8, which, success, fail, unsure, Actions.button(actions.redo), undo, note);
    second.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(first, second);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  private static ToggleButton verdict(Action action) {
    Feather icon = java.util.Objects.requireNonNull(action.icon());
    ToggleButton button = new ToggleButton(action.text(), new FontIcon(icon));
    button.setId(action.id());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(action.tooltipText()));
    button.setAccessibleHelp(action.description());
    button.disableProperty().bind(action.enabledProperty().not());
    button.setOnAction(_ -> {
      // It shows what is written, not what was pressed.
      button.setSelected(!button.isSelected());
      action.run();
    });
    return button;
  }

  /// Where a note is written.
  void writeNote() {
    note.requestFocus();
    note.selectAll();
  }

  void refresh() {
    Run run = runs.runProperty().get();
    setVisible(run != null);
    if (run == null) {
      return;
    }
    task.setText(run.plan().task());
    instruction.setText(run.plan().instruction());
    instruction.setManaged(!run.plan().instruction().isEmpty());
    count.setText(run.done() + " of " + run.plan().target());
    progress.setProgress(Math.min(1, (double) run.done() / run.plan().target()));
    if (!run.plan().picture().equals(pictureFile)) {
      pictureFile = run.plan().picture();
      picture.setImage(
          pictureFile.isEmpty()
              ? null
              : new Image(Path.of(pictureFile).toUri().toString(), 0, 256, true, true, true));
    }
    picture.setVisible(!pictureFile.isEmpty());
    Optional<RunTake> newest = run.newest();
    List<RunTake> takes = run.takes();
    which.setText(newest.map(take -> "Take " + (takes.indexOf(take) + 1)).orElse("No take yet"));
    Verdict verdict = newest.map(RunTake::verdict).orElse(Verdict.NONE);
    success.setSelected(verdict == Verdict.SUCCESS);
    fail.setSelected(verdict == Verdict.FAIL);
    unsure.setSelected(verdict == Verdict.UNSURE);
    String key = newest.map(take -> take.id().text() + take.note()).orElse("");
    if (!key.equals(noteOf)) {
      noteOf = key;
      note.setText(newest.map(RunTake::note).orElse(""));
    }
  }
}
