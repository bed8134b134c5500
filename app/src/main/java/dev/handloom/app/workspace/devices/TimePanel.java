package dev.handloom.app.workspace.devices;

import dev.handloom.app.Workplace;
import dev.handloom.app.ui.plot.JitterCell;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.delay.HandTrack;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.StreamKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// When samples really happened: each stream on a line, and all that is known of the chosen one.
final class TimePanel extends VBox {
  private static final double ROW_HEIGHT = 42;

  private final Label summary = new Label();
  private final TableView<StreamTime> table = new TableView<>();
  private final Label chosen = new Label();
  private final Label details = new Label();
  private final Button measure = new Button();
  private final Consumer<StreamTime> measuring;

  /// @param measuring begins to measure the delay of a camera, or of a device against one
  TimePanel(Consumer<StreamTime> measuring) {
    super(12);
    this.measuring = measuring;
    measure.setId("time.measure");
    measure.managedProperty().bind(measure.visibleProperty());
    measure.setVisible(false);
    setPadding(new Insets(16));
    summary.setId("time.summary");
    summary.setWrapText(true);
    summary.setMinHeight(Region.USE_PREF_SIZE);
    table.setId("time.streams");
    table.setAccessibleText("How well each stream is timed");
    table.setFixedCellSize(ROW_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .addAll(
            List.of(
                words("Stream", 168, line -> new SimpleStringProperty(line.name())),
                state(),
                figures("Within", 88, line -> line.bound),
                figures("Delay", 108, line -> line.delay),
                figures("Offset", 96, line -> line.offset),
                figures("Drift", 118, line -> line.drift),
                late(),
                lost()));
    VBox.setVgrow(table, Priority.ALWAYS);
    chosen.getStyleClass().add("text-strong");
    details.setId("time.details");
    details.setWrapText(true);
    details.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(summary, table, chosen, details, measure);
    table.getSelectionModel().selectedItemProperty().subscribe(this::choose);
  }

  /// The streams of a rig.
  void show(@Nullable Workplace workplace) {
    table.getItems().clear();
    if (workplace == null) {
      return;
    }
    for (Device device : workplace.rig().devices()) {
      for (LiveStream stream : device.streams()) {
        table.getItems().add(new StreamTime(device, stream));
      }
    }
    // No higher than its lines, so that what is said of one stands right under them.
    table.setMaxHeight((table.getItems().size() + 1) * ROW_HEIGHT + 2);
    table.getSelectionModel().selectFirst();
    refresh();
  }

  /// The cameras of the rig.
  List<StreamTime> cameras() {
    return table.getItems().stream()
        .filter(line -> line.stream().spec().kind() == StreamKind.VIDEO)
        .toList();
  }

  void focusTable() {
    table.requestFocus();
  }

  /// Shows what holds now.
  void refresh() {
    int known = 0;
    int assumed = 0;
    for (StreamTime line : table.getItems()) {
      line.refresh();
      known += line.standing().get() == StreamTime.Standing.KNOWN ? 1 : 0;
      assumed += line.assumed() ? 1 : 0;
    }
    int all = table.getItems().size();
    summary.setText(
        known
            + " of "
            + Counted.of(all, "stream")
            + " locked."
            + (assumed == 0
                ? ""
                : " For "
                    + assumed
                    + " of them the path's delay is assumed, not measured; “within” allows for"
                    + " that."));
  }

  private void choose(@Nullable StreamTime line) {
    details.textProperty().unbind();
    boolean camera = line != null && line.stream().spec().kind() == StreamKind.VIDEO;
    boolean hand = line != null && HandTrack.of(line.stream().spec());
    measure.setVisible(camera || hand);
    if (line != null) {
      measure.setText(
          camera
              ? "Measure the delay of this camera…"
              : "Measure the delay of the " + line.device().config().role() + "…");
      measure.setTooltip(
          new Tooltip(
              camera
                  ? "Shows the studio's time on the whole screen for the camera to film"
                  : "By a gesture that a camera and the device both see"));
      measure.setGraphic(new FontIcon(camera ? Feather.VIDEO : Feather.ACTIVITY));
      measure.setOnAction(_ -> measuring.accept(line));
    }
    if (line == null) {
      chosen.setText("");
      details.setText("");
    } else {
      chosen.setText(line.name());
      details.textProperty().bind(line.details);
    }
  }

  private static TableColumn<StreamTime, String> words(
      String title, double width, Function<StreamTime, ObservableValue<String>> value) {
    TableColumn<StreamTime, String> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> value.apply(cell.getValue()));
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private static TableColumn<StreamTime, String> figures(
      String title, double width, Function<StreamTime, ObservableValue<String>> value) {
    TableColumn<StreamTime, String> column = words(title, width, value);
    column.setCellFactory(_ -> new FigureCell());
    return column;
  }

  private static TableColumn<StreamTime, String> state() {
    TableColumn<StreamTime, String> column = words("Clock", 116, line -> line.state);
    column.setCellFactory(_ -> new StateCell());
    return column;
  }

  private static TableColumn<StreamTime, JitterHistogram> late() {
    TableColumn<StreamTime, JitterHistogram> column = new TableColumn<>("Lateness");
    column.setCellValueFactory(cell -> cell.getValue().jitter());
    column.setCellFactory(_ -> new JitterCell<>(TimeWords::late));
    column.setPrefWidth(104);
    column.setMinWidth(104);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private static TableColumn<StreamTime, String> lost() {
    TableColumn<StreamTime, String> column = words("Lost", 60, line -> line.lost);
    column.setCellFactory(_ -> new LostCell());
    return column;
  }

  private static class FigureCell extends TableCell<StreamTime, String> {
    FigureCell() {
      getStyleClass().add(Figures.STYLE_CLASS);
    }

    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
      super.updateItem(words, empty);
      setText(empty || words == null ? "" : words);
    }
  }

  /// Words and an icon; the colour says nothing that they do not.
  private static final class StateCell extends TableCell<StreamTime, String> {
    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
      super.updateItem(words, empty);
      StreamTime line = getTableRow() == null ? null : getTableRow().getItem();
      if (empty || words == null || line == null) {
        setText("");
        setGraphic(null);
        return;
      }
      setText(words);
      StreamTime.Standing standing = line.standing().get();
      FontIcon icon =
          new FontIcon(
              switch (standing) {
                case OFF -> Feather.CIRCLE;
                case MEASURING -> Feather.LOADER;
                case KNOWN -> Feather.CHECK_CIRCLE;
                case DOUBTFUL -> Feather.ALERT_TRIANGLE;
              });
      if (standing == StreamTime.Standing.KNOWN) {
        icon.getStyleClass().add("icon-success");
      } else if (standing == StreamTime.Standing.DOUBTFUL) {
        icon.getStyleClass().add("icon-warning");
      }
      setGraphic(icon);
    }
  }

  private static final class LostCell extends FigureCell {
    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
      super.updateItem(words, empty);
      boolean some = !empty && words != null && !words.equals("0");
      FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
      icon.getStyleClass().add("icon-warning");
      setGraphic(some ? icon : null);
    }
  }
}
