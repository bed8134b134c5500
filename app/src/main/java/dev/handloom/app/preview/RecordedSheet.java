package dev.handloom.app.preview;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.ExampleReader;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which recorded movement a model is to dream of: of which accepted episode, from which time on.
final class RecordedSheet {
  private static final double WIDTH = 560;
  private static final double TOP = 48;
  private static final double LIST = 220;
  private static final double SECOND = 1e9;
  private static final double STEP_SECONDS = 0.1;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  /// What was done from a time on.
  ///
  /// @param words which it is, for a person
  /// @param steps as the actions of the model are, step by step
  /// @param before where the body was when it began
  /// @param here whether the movement is to begin where the body is now, else it goes to the same
  ///   places
  record Chosen(String words, float[][] steps, float[] before, boolean here) {}

  private final SheetLayer sheets;
  private final Library library;
  private final TaskRunner tasks;
  private final Wants wants;
  private final Consumer<Chosen> use;
  private final ListView<EpisodeRow> list = new ListView<>();
  private final Slider time = new Slider();
  private final Label at = new Label();
  private final CheckBox here = new CheckBox("Begin where the body is now");
  private final Label problem = new Label();
  private final Button act = new Button("See what follows");
  private final VBox sheet = new VBox(10);

  /// @param wants of the model whose plan is bent
  RecordedSheet(
      SheetLayer sheets, Library library, TaskRunner tasks, Wants wants, Consumer<Chosen> use) {
    this.sheets = sheets;
    this.library = library;
    this.tasks = tasks;
    this.use = use;
    // Only what was done is read, which is soon there.
    this.wants =
        new Wants(
            wants.stepSeconds(),
            wants.steps(),
            List.of(0),
            List.of(),
            List.of(),
            List.of(),
            wants.actions());
    Label title = new Label("As in an episode");
    title.getStyleClass().add("text-large");
    list.setId("recorded.list");
    list.setAccessibleText("Accepted episodes");
    list.setPrefHeight(LIST);
    list.setPlaceholder(new Label("Looking for accepted episodes…"));
    list.setCellFactory(_ -> new Line());
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            act.fire();
          }
        });
    time.setId("recorded.time");
    time.setAccessibleText("From which time on");
    time.setBlockIncrement(STEP_SECONDS);
    HBox.setHgrow(time, Priority.ALWAYS);
    at.getStyleClass().add("figures");
    at.setMinWidth(Region.USE_PREF_SIZE);
    Label from = new Label("From");
    from.setLabelFor(time);
    from.setMinWidth(Region.USE_PREF_SIZE);
    HBox times = new HBox(8, from, time, at);
    times.setAlignment(Pos.CENTER_LEFT);
    here.setId("recorded.here");
    here.setSelected(true);
    problem.setId("recorded.problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.getStyleClass().add("text-warning");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    Button cancel = new Button("Cancel");
    cancel.setId("recorded.cancel");
    cancel.setOnAction(_ -> sheets.close());
    act.setId("recorded.use");
    act.getStyleClass().add("accent");
    act.setDefaultButton(true);
    act.setDisable(true);
    act.setOnAction(_ -> read());
    HBox buttons = new HBox(8, cancel, act);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(TOP);
    sheet.getChildren().addAll(title, list, times, here, problem, buttons);
    list.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    time.valueProperty().subscribe(_ -> say());
  }

  private static final class Line extends ListCell<EpisodeRow> {
    @Override
    protected void updateItem(@Nullable EpisodeRow row, boolean empty) {
      super.updateItem(row, empty);
      setText(row == null || empty ? null : words(row));
    }
  }

  private static String words(EpisodeRow row) {
    return (row.task().isBlank() ? "Without a task" : row.task())
        + " · "
        + WHEN.format(row.id().start())
        + " · "
        + TimeText.clock(row.durationNanos());
  }

  void open() {
    sheets.show(sheet, list);
    BackgroundTask.of(
            "Looking for accepted episodes", _ -> TrainingSet.accepted(library, "").reversed())
        .onSuccess(rows -> {
          list.getItems().setAll(rows);
          list.setPlaceholder(
              new Label("No episode of this library is accepted. Accept some in Review."));
          list.getSelectionModel().selectFirst();
        })
        .onFailure(e -> problem.setText(String.valueOf(e.getMessage())))
        .startOn(tasks);
  }

  private void chosen(@Nullable EpisodeRow row) {
    act.setDisable(row == null);
    time.setDisable(row == null);
    if (row != null) {
      double lasts = wants.after() * wants.stepSeconds();
      time.setMax(Math.max(STEP_SECONDS, row.durationNanos() / SECOND - lasts));
      time.setValue(Math.min(time.getMax(), time.getValue()));
    }
    say();
  }

  private void say() {
    at.setText(TimeText.clock(Math.round(time.getValue() * SECOND)));
    problem.setText("");
  }

  private void read() {
    EpisodeRow row = list.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    double seconds = time.getValue();
    boolean fromHere = here.isSelected();
    act.setDisable(true);
    BackgroundTask.of("Reading what was done", _ -> read(row, seconds, fromHere))
        .onSuccess(found -> {
          sheets.close();
          use.accept(found);
        })
        .onFailure(e -> problem.setText(String.valueOf(e.getMessage())))
        .whenFinished(() -> act.setDisable(false))
        .startOn(tasks);
  }

  private Chosen read(EpisodeRow row, double seconds, boolean fromHere) throws java.io.IOException {
    EpisodeRows rows = new ExampleReader(wants).read(row);
    int from = (int) Math.clamp(Math.round(seconds * rows.grid().hz()), 0, rows.grid().rows() - 1L);
    float[][] steps = rows.chunk(from);
    if (steps.length == 0 || allMissing(steps)) {
      throw new ExampleException("At this time nothing of what the model plans was measured");
    }
    String words =
        "As in “"
            + (row.task().isBlank() ? "Without a task" : row.task())
            + "” at "
            + TimeText.clock(Math.round(seconds * SECOND));
    return new Chosen(words, steps, rows.measured(from), fromHere);
  }

  private static boolean allMissing(float[][] steps) {
    for (float[] step : steps) {
      for (float value : step) {
        if (Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  Node sheet() {
    return sheet;
  }
}
