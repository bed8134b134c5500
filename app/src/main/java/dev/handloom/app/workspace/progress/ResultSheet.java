package dev.handloom.app.workspace.progress;

import dev.handloom.store.progress.TrainingResult;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Where a lab enters what a training came to.
final class ResultSheet {
  private static final double WIDTH = 520;

  private final VBox sheet;
  private final TextField hours = new TextField();
  private final TextField loss = new TextField();
  private final TextField note = new TextField();

  ResultSheet(Consumer<TrainingResult> keep, Runnable close) {
    Label title = new Label("Enter a training result");
    title.getStyleClass().add("text-large");
    hours.setPromptText("Hours of recordings it learned from, as 1200");
    loss.setPromptText("Loss on episodes held out, as 0.0231");
    note.setPromptText("Model, date, anything; may stay empty");
    GridPane grid = new GridPane(16, 8);
    row(grid, 0, "Hours", hours, "result.hours");
    row(grid, 1, "Loss", loss, "result.loss");
    row(grid, 2, "Note", note, "result.note");
    Label words =
        new Label(
            "Results belong to one line only if they share the model, the measure and the episodes"
                + " held out.");
    words.setWrapText(true);
    words.getStyleClass().add("text-muted");
    words.setMinHeight(Region.USE_PREF_SIZE);
    Button go = new Button("Keep the result");
    go.setId("result.keep");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.setDisable(true);
    hours.textProperty().subscribe(() -> go.setDisable(result().isEmpty()));
    loss.textProperty().subscribe(() -> go.setDisable(result().isEmpty()));
    go.setOnAction(_ -> {
      result().ifPresent(keep);
      close.run();
    });
    Button cancel = new Button("Cancel");
    cancel.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet = new VBox(16, title, grid, words, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
  }

  /// What is typed, if it is one.
  private Optional<TrainingResult> result() {
    try {
      return Optional.of(
          new TrainingResult(number(hours.getText()), number(loss.getText()), note.getText()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// A number as people type it: with a comma or a point, with spaces between thousands.
  static double number(String typed) {
    String plain = typed.strip().replace(" ", "").replace("\u202f", "");
    if (plain.matches("\\d{1,3}(,\\d{3})+(\\.\\d*)?")) {
      plain = plain.replace(",", "");
    }
    return Double.parseDouble(plain.replace(',', '.'));
  }

  private static void row(GridPane grid, int row, String words, TextField field, String id) {
    Label label = new Label(words);
    label.setLabelFor(field);
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
    return hours;
  }
}
