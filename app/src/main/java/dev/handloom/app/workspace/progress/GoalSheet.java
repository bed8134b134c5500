package dev.handloom.app.workspace.progress;

import dev.handloom.store.library.TaskCount;
import dev.handloom.store.progress.Goal;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Where a goal is set, changed or given up.
final class GoalSheet {
  private static final String ANY = "Any rig";
  private static final double WIDTH = 520;
  private static final int USUAL_TAKES = 30;

  private final VBox sheet;
  private final ComboBox<String> task = new ComboBox<>();
  private final ComboBox<String> rig = new ComboBox<>();
  private final Spinner<Integer> takes;

  /// @param about what is changed; null for a new one
  /// @param keep told the goal
  /// @param remove told the goal that is given up
  GoalSheet(
      @Nullable Snapshot known,
      @Nullable GoalLine about,
      Consumer<Goal> keep,
      Consumer<Goal> remove,
      Runnable close) {
    boolean own = about != null && about.target() > 0 && !about.ofRun();
    Label title = new Label(own ? "Change the goal" : "Set a goal");
    title.getStyleClass().add("text-large");
    task.setEditable(!own);
    task.setDisable(own);
    rig.setDisable(own);
    rig.getItems().add(ANY);
    if (known != null) {
      known.tasks().stream()
          .map(TaskCount::task)
          .filter(name -> !name.isBlank())
          .distinct()
          .forEach(task.getItems()::add);
      known.tasks().stream()
          .map(TaskCount::rig)
          .filter(name -> !name.isBlank())
          .distinct()
          .sorted()
          .forEach(rig.getItems()::add);
    }
    rig.setEditable(!own);
    task.setValue(about == null ? "" : about.task());
    rig.setValue(about == null || about.rig().isEmpty() ? ANY : about.rig());
    takes =
        new Spinner<>(
            1,
            Goal.MOST_TAKES,
            about == null || about.target() == 0 ? USUAL_TAKES : about.target());
    takes.setEditable(true);
    GridPane grid = new GridPane(16, 8);
    row(grid, 0, "Task", task, "goal.task");
    row(grid, 1, "Recorded with", rig, "goal.rig");
    row(grid, 2, "Takes wanted", takes, "goal.takes");
    Label words =
        new Label(
            "A goal for each rig tells takes by hand from takes by robot, as thirty with the gloves"
                + " and five with the arm. A take that failed does not count.");
    words.setWrapText(true);
    words.getStyleClass().add("text-muted");
    words.setMinHeight(Region.USE_PREF_SIZE);
    Button go = new Button(own ? "Keep the change" : "Set the goal");
    go.setId("goal.keep");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty().bind(task.getEditor().textProperty().map(String::isBlank));
    if (own) {
      go.disableProperty().unbind();
      go.setDisable(false);
    }
    go.setOnAction(_ -> {
      takes.commitValue();
      keep.accept(goal());
      close.run();
    });
    Button cancel = new Button("Cancel");
    cancel.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    if (own) {
      Button drop = new Button("Give the goal up");
      drop.setId("goal.remove");
      drop.setOnAction(_ -> {
        remove.accept(goal());
        close.run();
      });
      buttons.getChildren().add(drop);
    }
    buttons.getChildren().addAll(cancel, go);
    sheet = new VBox(16, title, grid, words, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
  }

  private Goal goal() {
    String with = said(rig);
    return new Goal(said(task), with.equals(ANY) ? "" : with, takes.getValue());
  }

  private static String said(ComboBox<String> box) {
    String words = box.isEditable() ? box.getEditor().getText() : box.getValue();
    return words == null ? "" : words.strip();
  }

  private static void row(GridPane grid, int row, String words, Region field, String id) {
    Label label = new Label(words);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    field.setId(id);
    field.setAccessibleText(words);
    field.setMaxWidth(Double.MAX_VALUE);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.addRow(row, label, field);
  }

  Node sheet() {
    return sheet;
  }

  /// Where the focus belongs first.
  Node first() {
    return task.isDisabled() ? takes : task;
  }
}
