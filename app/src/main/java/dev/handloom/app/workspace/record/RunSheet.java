package dev.handloom.app.workspace.record;

import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPlan;
import java.io.File;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// The sheet on which a run is set up, or changed while it is open.
final class RunSheet {
  private static final double WIDTH = 600;

  private final VBox sheet;
  private final TextField task = new TextField();
  private final TextArea instruction = new TextArea();
  private final TextField picture = new TextField();
  private final TextField person = new TextField();
  private final Spinner<Integer> target;
  private final Spinner<Integer> countdown;

  /// @param rig the rig it is recorded with, for the person to see
  /// @param first the words of the task field when no run is open
  RunSheet(RunOfTakes runs, String rig, String first, Runnable close) {
    Run open = runs.runProperty().get();
    RunPlan plan = open == null ? new RunPlan(first, "", "", 10, runs.person(), 3) : open.plan();
    Label title = new Label(open == null ? "Set up a run" : "Change the run");
    title.getStyleClass().add("text-large");
    task.setText(plan.task());
    task.setPromptText("Pour the cup into the bowl");
    instruction.setText(plan.instruction());
    instruction.setPromptText("How it is to be done; shown before every take");
    instruction.setPrefRowCount(3);
    instruction.setWrapText(true);
    picture.setText(plan.picture());
    picture.setPromptText("None");
    HBox.setHgrow(picture, Priority.ALWAYS);
    person.setText(plan.person());
    target = spinner(1, RunPlan.MOST_TAKES, plan.target());
    countdown = spinner(0, RunPlan.LONGEST_COUNTDOWN_SECONDS, plan.countdownSeconds());
    Button choose = new Button("Choose…");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(_ -> choose(choose));
    GridPane grid = new GridPane(16, 8);
    row(grid, 0, "Task", task, "run.task");
    row(grid, 1, "Instruction", instruction, "run.instruction");
    row(grid, 2, "Picture of the scene", new HBox(8, picture, choose), "run.picture");
    row(grid, 3, "Takes wanted", target, "run.target");
    row(grid, 4, "Person", person, "run.person");
    row(grid, 5, "Countdown in seconds", countdown, "run.countdown");
    row(grid, 6, "Rig", new Label(rig), "run.rig");
    Button go = new Button(open == null ? "Begin the run" : "Keep the changes");
    go.setId("run.begin");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty().bind(task.textProperty().map(String::isBlank));
    Consumer<RunPlan> use = open == null ? runs::begin : runs::change;
    go.setOnAction(_ -> {
      use.accept(plan());
      close.run();
    });
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet = new VBox(16, title, grid, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
    sheet.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, go));
  }

  /// Enter begins and Tab leads on wherever the focus is; in the instruction, Shift+Enter is a new
  /// line.
  private void onKey(KeyEvent event, Button go) {
    boolean inText = instruction.isFocused();
    if (event.getTarget() instanceof Button) {
      return;
    }
    if (event.getCode() == KeyCode.ENTER && !(inText && event.isShiftDown())) {
      event.consume();
      target.commitValue();
      countdown.commitValue();
      go.fire();
    } else if (event.getCode() == KeyCode.TAB && inText) {
      event.consume();
      instruction.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }
  }

  private RunPlan plan() {
    return new RunPlan(
        task.getText(),
        instruction.getText(),
        picture.getText(),
        target.getValue(),
        person.getText(),
        countdown.getValue());
  }

  private void choose(Node beside) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("A picture of the scene");
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Pictures", "*.png", "*.jpg", "*.jpeg", "*.gif"));
    @Nullable File chosen = chooser.showOpenDialog(beside.getScene().getWindow());
    if (chosen != null) {
      picture.setText(chosen.getPath());
    }
  }

  private static Spinner<Integer> spinner(int least, int most, int now) {
    Spinner<Integer> spinner = new Spinner<>(least, most, now);
    spinner.setEditable(true);
    spinner.setPrefWidth(120);
    return spinner;
  }

  private static void row(GridPane grid, int row, String words, Node field, String id) {
    Label label = new Label(words);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    field.setId(id);
    field.setAccessibleText(words);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.addRow(row, label, field);
  }

  Node sheet() {
    return sheet;
  }

  /// Where the focus belongs first.
  Node first() {
    return task;
  }
}
