package dev.handloom.app.workspace.progress;

import dev.handloom.app.ui.theme.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How far each task is from its goal.
final class GoalList {
  private static final int MOST = 60;

  private final Consumer<GoalLine> change;
  private final Label trouble = new Label();
  private final GridPane grid = new GridPane(16, 8);
  private final VBox content = new VBox(8, trouble, grid);
  private List<GoalLine> shown = List.of();

  /// @param change opens the sheet for a goal
  GoalList(Consumer<GoalLine> change) {
    this.change = change;
    trouble.setWrapText(true);
    trouble.getStyleClass().add("text-warning");
    trouble.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    trouble.managedProperty().bind(trouble.visibleProperty());
    trouble.setVisible(false);
    grid.setId("progress.goals");
    ColumnConstraints task = new ColumnConstraints();
    task.setHgrow(Priority.ALWAYS);
    task.setMinWidth(120);
    ColumnConstraints bar = new ColumnConstraints(160);
    ColumnConstraints count = new ColumnConstraints();
    count.setHalignment(HPos.RIGHT);
    count.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints hours = new ColumnConstraints();
    hours.setHalignment(HPos.RIGHT);
    hours.setMinWidth(Region.USE_PREF_SIZE);
    grid.getColumnConstraints().setAll(task, bar, count, hours, new ColumnConstraints());
  }

  Node content() {
    return content;
  }

  void show(Snapshot now) {
    trouble.setText(now.trouble());
    trouble.setVisible(!now.trouble().isEmpty());
    if (now.lines().equals(shown) && !grid.getChildren().isEmpty()) {
      return;
    }
    shown = now.lines();
    grid.getChildren().clear();
    if (shown.isEmpty()) {
      Label none = new Label("No task yet. Set a goal, or record a take that names its task.");
      none.getStyleClass().add("text-muted");
      grid.add(none, 0, 0, 5, 1);
      return;
    }
    int row = 0;
    for (GoalLine line : shown.subList(0, Math.min(MOST, shown.size()))) {
      row(row++, line);
    }
    if (shown.size() > MOST) {
      Label more = new Label("and " + (shown.size() - MOST) + " more; the lab’s page has all");
      more.getStyleClass().add("text-muted");
      grid.add(more, 0, row, 5, 1);
    }
  }

  private void row(int row, GoalLine line) {
    Label task = new Label(line.task().isBlank() ? "No task named" : line.task());
    task.getStyleClass().add("text-strong");
    Label rig =
        new Label(
            (line.rig().isEmpty() ? "With any rig" : "With " + line.rig())
                + (line.ofRun() ? ", the goal of a run" : ""));
    rig.getStyleClass().addAll("text-small", "text-muted");
    List<Node> cells = new ArrayList<>();
    cells.add(new VBox(task, rig));
    boolean reached = line.target() > 0 && line.done() >= line.target();
    if (line.target() > 0) {
      ProgressBar bar = new ProgressBar(Math.min(1, (double) line.done() / line.target()));
      bar.setMaxWidth(Double.MAX_VALUE);
      bar.setAccessibleText(line.task() + ": " + line.done() + " of " + line.target());
      cells.add(bar);
    } else {
      Label none = new Label("No goal");
      none.getStyleClass().add("text-muted");
      cells.add(none);
    }
    Label count =
        new Label(
            line.target() > 0
                ? String.format(Locale.ROOT, "%,d of %,d", line.done(), line.target())
                : ProgressWords.takes(line.done()));
    count.getStyleClass().addAll("text-strong", Figures.STYLE_CLASS);
    if (reached) {
      FontIcon check = new FontIcon(Feather.CHECK);
      check.getStyleClass().add("icon-success");
      count.setGraphic(check);
      count.setAccessibleText(count.getText() + ", reached");
    }
    count.setTooltip(new Tooltip("Takes that nobody judged to have failed"));
    cells.add(count);
    Label hours = new Label(ProgressWords.hours(line.nanos()));
    hours.getStyleClass().addAll("text-muted", Figures.STYLE_CLASS);
    cells.add(hours);
    if (!line.task().isBlank()) {
      boolean own = line.target() > 0 && !line.ofRun();
      Button edit = new Button(own ? "Change…" : "Set a goal…");
      edit.setAccessibleText((own ? "Change the goal of " : "Set a goal for ") + line.task());
      edit.setMinWidth(Region.USE_PREF_SIZE);
      edit.setMaxWidth(Double.MAX_VALUE);
      edit.setOnAction(_ -> change.accept(line));
      cells.add(edit);
    }
    for (int i = 0; i < cells.size(); i++) {
      GridPane.setValignment(cells.get(i), VPos.CENTER);
      grid.add(cells.get(i), i, row);
    }
  }
}
