package dev.handloom.app.workspace.progress;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.Hours;
import java.util.List;
import java.util.function.ToLongFunction;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The whole library for the lab: hours by many names, and what more of them would buy.
final class LabPage {
  private static final double WIDE = 1240;
  private static final double TABLE_HEIGHT = 300;
  private static final double FIGURE_WIDTH = 88;
  private static final double WIDE_FIGURE_WIDTH = 116;

  private final TableView<Hours> table = new TableView<>();
  private final TableColumn<Hours, String> name = new TableColumn<>();
  private final Label total = new Label();
  private final Label note = new Label();
  private final LawPanel law;
  private final ScrollPane page = new ScrollPane();
  private final VBox hours;
  private Hours.By by = Hours.By.TASK;
  private @Nullable Snapshot shown;
  private @Nullable Boolean wide;

  LabPage(ProgressFeed feed, Action save, LawPanel law) {
    this.law = law;
    Label title = new Label("Hours");
    title.getStyleClass().add("text-large");
    ToggleGroup group = new ToggleGroup();
    HBox choice = new HBox();
    Hours.By[] all = Hours.By.values();
    for (Hours.By each : all) {
      ToggleButton button = new ToggleButton(each.title());
      button.setId("progress.by." + each.name().toLowerCase(java.util.Locale.ROOT));
      button.setUserData(each);
      button.setToggleGroup(group);
      button.setTooltip(new Tooltip("Hours by " + each.title().toLowerCase(java.util.Locale.ROOT)));
      button.setMinWidth(Region.USE_PREF_SIZE);
      button
          .getStyleClass()
          .add(
              each == all[0]
                  ? "left-pill"
                  : each == all[all.length - 1] ? "right-pill" : "center-pill");
      choice.getChildren().add(button);
    }
    group.selectToggle(group.getToggles().getFirst());
    group
        .selectedToggleProperty()
        .addListener((_, before, now) -> {
          if (now == null) {
            // One of them is always chosen.
            group.selectToggle(before);
          } else if (now.getUserData() instanceof Hours.By chosen) {
            by = chosen;
            fill();
          }
        });
    FlowPane head = new FlowPane(16, 8, choice, Actions.button(save));
    head.setAlignment(Pos.CENTER_LEFT);
    total.setId("progress.total");
    total.getStyleClass().add("text-strong");
    note.getStyleClass().addAll("text-small", "text-muted");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    columns();
    hours = new VBox(8, title, head, total, table, note);
    hours.getStyleClass().add("library-section");
    VBox.setVgrow(table, Priority.ALWAYS);
    page.setFitToWidth(true);
    page.getStyleClass().add("edge-to-edge");
    page.widthProperty().subscribe(width -> arrange(width.doubleValue() >= WIDE));
    arrange(false);
    feed.snapshotProperty().subscribe(this::show);
  }

  private void columns() {
    table.setId("progress.hours");
    table.setAccessibleText("Hours");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table.setPlaceholder(new Label("No episodes yet. As soon as a take is saved, it counts here."));
    table.setPrefHeight(TABLE_HEIGHT);
    table.setMinHeight(160);
    name.setCellValueFactory(
        cell -> new SimpleObjectProperty<>(ProgressWords.name(by, cell.getValue().name())));
    name.setMinWidth(120);
    name.setPrefWidth(240);
    table.getColumns().add(name);
    TableColumn<Hours, Number> takes = new TableColumn<>("Takes");
    takes.setCellValueFactory(cell -> new SimpleObjectProperty<>(cell.getValue().takes()));
    takes.setCellFactory(_ -> new Figure(""));
    figure(takes);
    hours("Hours", Hours::nanos);
    hours("Success", Hours::success);
    hours("Fail", Hours::fail);
    hours("Unsure", Hours::unsure);
    TableColumn<Hours, Number> open = hours("Not judged", Hours::unjudged);
    open.setMaxWidth(WIDE_FIGURE_WIDTH);
    open.setMinWidth(WIDE_FIGURE_WIDTH);
  }

  private TableColumn<Hours, Number> hours(String title, ToLongFunction<Hours> nanos) {
    TableColumn<Hours, Number> column = new TableColumn<>(title);
    column.setCellValueFactory(
        cell -> new SimpleObjectProperty<>(Hours.hours(nanos.applyAsLong(cell.getValue()))));
    column.setCellFactory(_ -> new Figure("h"));
    figure(column);
    return column;
  }

  private void figure(TableColumn<Hours, Number> column) {
    column.setPrefWidth(FIGURE_WIDTH);
    column.setMinWidth(64);
    // What is left over belongs to the names.
    column.setMaxWidth(FIGURE_WIDTH);
    column.setStyle("-fx-alignment: center-right;");
    table.getColumns().add(column);
  }

  /// A number with its unit, right-aligned.
  private static final class Figure extends TableCell<Hours, Number> {
    private final String unit;

    Figure(String unit) {
      this.unit = unit;
      getStyleClass().add(Figures.STYLE_CLASS);
    }

    @Override
    protected void updateItem(@Nullable Number value, boolean empty) {
      super.updateItem(value, empty);
      setText(
          empty || value == null
              ? null
              : unit.isEmpty()
                  ? String.format(java.util.Locale.ROOT, "%,d", value.longValue())
                  : value.doubleValue() == 0 ? "–" : ProgressWords.hours(value.doubleValue()));
    }
  }

  private void arrange(boolean now) {
    if (Boolean.valueOf(now).equals(wide)) {
      return;
    }
    wide = now;
    Pane both = now ? new HBox(16, hours, law.content()) : new VBox(16, hours, law.content());
    for (Region each : List.of(hours, law.content())) {
      each.setMaxWidth(Double.MAX_VALUE);
      each.setPrefWidth(now ? WIDE / 2 : Region.USE_COMPUTED_SIZE);
      each.setMinWidth(0);
      HBox.setHgrow(each, Priority.ALWAYS);
    }
    both.setPadding(new Insets(8, 16, 16, 16));
    page.setContent(both);
    page.setFitToHeight(now);
  }

  Node content() {
    return page;
  }

  private void show(@Nullable Snapshot now) {
    if (now != null) {
      shown = now;
      fill();
      law.show(now);
    }
  }

  private void fill() {
    Snapshot now = shown;
    if (now == null) {
      return;
    }
    name.setText(by.title());
    List<Hours> rows = now.hours().getOrDefault(by, List.of());
    if (!table.getItems().equals(rows)) {
      table.getItems().setAll(rows);
      table.sort();
    } else {
      table.refresh();
    }
    Hours all = now.all();
    total.setText(
        "All together "
            + ProgressWords.hours(all.nanos())
            + " in "
            + ProgressWords.takes(all.takes()));
    note.setText(
        (by == Hours.By.DEVICE
                ? "A take counts for each device that was in it: the lines add up to more than all. "
                : "")
            + "Without the trash; of a trimmed take the part that is to be used.");
  }
}
