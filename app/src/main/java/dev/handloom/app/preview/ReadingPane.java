package dev.handloom.app.preview;

import dev.handloom.preview.monitor.Reading;
import java.util.EnumMap;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two questions that do not depend on each other, four answers, and what to do about each.
final class ReadingPane extends VBox {
  private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

  private final Map<Reading, Label> cells = new EnumMap<>(Reading.class);
  private final Label title = new Label();
  private final Label advice = new Label();
  private final Tooltip whole = new Tooltip();
  private final Button more = new Button("Collect five more like this");
  private @Nullable Reading shown;
  private boolean first = true;

  /// @param collect starts takes like a flagged moment; null where none are taken
  ReadingPane(@Nullable Runnable collect) {
    super(4);
    setId("preview.reading");
    getStyleClass().add("reading");
    setAccessibleRole(AccessibleRole.TEXT);
    GridPane table = new GridPane(4, 4);
    table.addRow(0, new Label(), head("plan follows"), head("plan off"));
    table.addRow(1, head("dream right"), cell(Reading.NOMINAL), cell(Reading.PLAN_OFF));
    table.addRow(2, head("dream wrong"), cell(Reading.DREAM_OFF), cell(Reading.BOTH_OFF));
    for (double share : new double[] {38, 31, 31}) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(share);
      column.setHalignment(table.getColumnConstraints().isEmpty() ? HPos.LEFT : HPos.CENTER);
      table.getColumnConstraints().add(column);
    }
    title.getStyleClass().add("text-strong");
    title.setId("preview.readingTitle");
    title.setWrapText(true);
    advice.getStyleClass().add("text-small");
    advice.setWrapText(true);
    // Where there is no room it is cut, and whole when it is pointed at.
    advice.setMinHeight(0);
    advice.setTooltip(whole);
    getChildren().addAll(table, title, advice);
    if (collect != null) {
      more.setId("preview.collect");
      more.setMinWidth(Region.USE_PREF_SIZE);
      more.setTooltip(new Tooltip("At a moment that was flagged: begins a run of this task"));
      more.setOnAction(_ -> collect.run());
      getChildren().add(more);
    }
    show(null, false);
  }

  private static Label head(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("text-small", "text-muted");
    label.setMinWidth(0);
    return label;
  }

  private Label cell(Reading reading) {
    Label label = new Label();
    label.getStyleClass().addAll("text-small", "reading-cell");
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(24);
    cells.put(reading, label);
    return label;
  }

  /// @param alarmed whether some reading is over its limit
  void show(@Nullable Reading reading, boolean alarmed) {
    more.setDisable(!alarmed && (reading == null || reading == Reading.NOMINAL));
    if (!first && reading == shown) {
      return;
    }
    first = false;
    shown = reading;
    for (Map.Entry<Reading, Label> cell : cells.entrySet()) {
      boolean here = cell.getKey() == reading;
      cell.getValue().pseudoClassStateChanged(HERE, here);
      cell.getValue().setText(here ? "here" : "");
      FontIcon icon =
          new FontIcon(reading == Reading.NOMINAL ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
      icon.getStyleClass().add(reading == Reading.NOMINAL ? "icon-success" : "icon-warning");
      cell.getValue().setGraphic(here ? icon : null);
    }
    title.setText(reading == null ? "Not to be told yet" : reading.title());
    advice.setText(
        reading == null
            ? "It is told when dreams have met what happened and it is known what is usual: calibrate the"
                + " model for that."
            : reading.advice());
    whole.setText(advice.getText());
    setAccessibleText(title.getText() + ". " + advice.getText());
  }
}
