package dev.handloom.app.workspace.review;

import dev.handloom.app.Version;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.plot.JitterCell;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.Counted;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.sync.EpisodeMotion;
import dev.handloom.store.sync.EpisodeSync;
import dev.handloom.store.sync.MotionVerdict;
import dev.handloom.store.sync.StreamSync;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How well the streams of the episode in front are timed: what `handloom sync` says, each stream
/// on a line.
final class EpisodeTimes extends VBox {
  private static final double ROW_HEIGHT = 42;

  /// Narrower, and a column is left to the words under the table.
  private static final double CLOCK_WIDTH = 760;

  private static final double ALL_WIDTH = 1000;

  private final TaskRunner tasks;
  private final Label summary = new Label();
  private final TableView<StreamSync> table = new TableView<>();
  private final Label chosen = new Label();
  private final Label details = new Label();
  private @Nullable Bundle shown;
  private @Nullable BackgroundTask<?> running;
  private List<MotionVerdict> motion = List.of();

  EpisodeTimes(TaskRunner tasks) {
    super(12);
    this.tasks = tasks;
    summary.setId("review.times.summary");
    summary.setWrapText(true);
    summary.setMinHeight(Region.USE_PREF_SIZE);
    table.setId("review.times.streams");
    table.setAccessibleText("How well each stream of the episode is timed");
    table.setPlaceholder(new Label(""));
    table.setFixedCellSize(ROW_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .addAll(
            List.of(
                column("Stream", 144, StreamSync::stream, false),
                from(CLOCK_WIDTH, column("Clock", 128, TimesWords::state, false)),
                column("Within", 88, TimesWords::within, true),
                column("Delay", 102, TimesWords::delay, true),
                from(ALL_WIDTH, column("Offset", 108, TimesWords::offset, true)),
                from(ALL_WIDTH, column("Drift", 112, TimesWords::drift, true)),
                late(),
                lost(),
                motionColumn()));
    VBox.setVgrow(table, Priority.ALWAYS);
    chosen.getStyleClass().add("text-strong");
    details.setId("review.times.details");
    details.setWrapText(true);
    details.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(summary, table, chosen, details);
    table.getSelectionModel().selectedItemProperty().subscribe(this::choose);
  }

  /// Works it out for an episode, unless that is what is shown.
  void show(Bundle bundle) {
    if (bundle.equals(shown)) {
      return;
    }
    clear();
    shown = bundle;
    summary.setText("Going over the clocks…");
    run(
        "Going over the clocks of an episode",
        bundle,
        _ -> EpisodeSync.of(bundle, "Handloom " + Version.text()).streams(),
        streams -> {
          table.getItems().setAll(streams);
          table.setMaxHeight((streams.size() + 1) * ROW_HEIGHT + 2);
          table.getSelectionModel().selectFirst();
          summary.setText(words(streams) + " Looking at the motion in the pictures…");
          run(
              "Looking at the motion in the pictures",
              bundle,
              _ -> EpisodeMotion.of(bundle),
              verdicts -> {
                motion = verdicts;
                table.refresh();
                choose(table.getSelectionModel().getSelectedItem());
                summary.setText(words(streams));
              });
        });
  }

  private <T> void run(
      String what,
      Bundle bundle,
      BackgroundTask.Work<T> work,
      java.util.function.Consumer<T> then) {
    running =
        BackgroundTask.of(what, work)
            .onSuccess(found -> {
              if (bundle.equals(shown)) {
                then.accept(found);
              }
            })
            .onFailure(e -> {
              if (bundle.equals(shown)) {
                summary.setText("The times of this episode cannot be read. " + e.getMessage());
              }
            })
            .startOn(tasks);
  }

  /// Forgets the episode.
  void clear() {
    BackgroundTask<?> before = running;
    if (before != null) {
      before.cancel();
    }
    running = null;
    shown = null;
    motion = List.of();
    table.getItems().clear();
    summary.setText("");
  }

  void focusTable() {
    table.requestFocus();
  }

  private static String words(List<StreamSync> streams) {
    long uncalibrated =
        streams.stream()
            .filter(s -> s.delayKnowledge() == PathDelay.Knowledge.UNCALIBRATED)
            .count();
    return uncalibrated == 0
        ? "Of all " + Counted.of(streams.size(), "stream") + " the constant delay is known."
        : "Of "
            + uncalibrated
            + " of "
            + Counted.of(streams.size(), "stream")
            + " the constant delay was assumed, not measured; “within” allows for that.";
  }

  private void choose(@Nullable StreamSync stream) {
    chosen.setText(stream == null ? "" : stream.stream());
    details.setText(stream == null ? "" : TimesWords.details(stream, motion));
  }

  private static <T> TableColumn<StreamSync, T> plain(String title, double width) {
    TableColumn<StreamSync, T> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private static TableColumn<StreamSync, String> column(
      String title, double width, Function<StreamSync, String> words, boolean figures) {
    TableColumn<StreamSync, String> column = plain(title, width);
    column.setCellValueFactory(cell -> new SimpleStringProperty(words.apply(cell.getValue())));
    if (figures) {
      column.setCellFactory(_ -> new WordCell(""));
    }
    return column;
  }

  private TableColumn<StreamSync, String> from(
      double width, TableColumn<StreamSync, String> column) {
    column.visibleProperty().bind(widthProperty().greaterThanOrEqualTo(width));
    return column;
  }

  private static TableColumn<StreamSync, String> lost() {
    TableColumn<StreamSync, String> column = column("Lost", 48, TimesWords::lost, true);
    column.setCellFactory(_ -> new WordCell("0"));
    return column;
  }

  private TableColumn<StreamSync, String> motionColumn() {
    TableColumn<StreamSync, String> column =
        column("Motion", 100, stream -> TimesWords.motion(stream, motion), false);
    column.setCellFactory(_ ->
        new TableCell<>() {
          @Override
          protected void updateItem(@Nullable String words, boolean empty) {
            super.updateItem(words, empty);
            StreamSync stream = getTableRow() == null ? null : getTableRow().getItem();
            String now = empty || stream == null ? "" : TimesWords.motion(stream, motion);
            setText(now);
            setGraphic(now.equals("contradicts") ? warning() : null);
          }
        });
    return column;
  }

  private static FontIcon warning() {
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("icon-warning");
    return icon;
  }

  private static TableColumn<StreamSync, JitterHistogram> late() {
    TableColumn<StreamSync, JitterHistogram> column = plain("Lateness", 88);
    column.setCellValueFactory(
        cell -> new SimpleObjectProperty<>(cell.getValue().history().jitter()));
    column.setCellFactory(_ -> new JitterCell<>(TimesWords::late));
    return column;
  }

  /// Figures, with a warning where they are not what is good.
  private static final class WordCell extends TableCell<StreamSync, String> {
    private final String good;

    /// @param good what needs no warning; empty if nothing does
    WordCell(String good) {
      this.good = good;
      getStyleClass().add(Figures.STYLE_CLASS);
    }

    @Override
    protected void updateItem(@Nullable String words, boolean empty) {
      super.updateItem(words, empty);
      setText(empty || words == null ? "" : words);
      boolean warns = !empty && words != null && !good.isEmpty() && !words.equals(good);
      setGraphic(warns ? warning() : null);
    }
  }
}
