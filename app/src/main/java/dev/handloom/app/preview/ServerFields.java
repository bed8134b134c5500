package dev.handloom.app.preview;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// What the sheet of a model server is made of.
final class ServerFields {
  private ServerFields() {}

  static void named(Button button, String id, String tip) {
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(tip));
  }

  static Label muted(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll("text-small", "text-muted");
    return label;
  }

  static void row(GridPane grid, int row, String words, Region field, String id) {
    Label label = new Label(words);
    label.setLabelFor(field);
    label.setMinWidth(Region.USE_PREF_SIZE);
    field.setId(id);
    field.setAccessibleText(words);
    field.setMaxWidth(Double.MAX_VALUE);
    GridPane.setHgrow(field, Priority.ALWAYS);
    grid.addRow(row, label, field);
  }
}
