package dev.handloom.app.preview;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.preview.calibrate.Standing;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Whether a model's limits are known, and learns them while the preview goes on.
final class CalibrateBar extends HBox {
  private static final double[] SHARES = {0.1, 0.05, 0.02};

  private final ModelWatch watch;
  private final TaskRunner tasks;
  private final @Nullable BooleanSupplier recording;
  private final Label words = new Label();
  private final Tooltip tip = new Tooltip();
  private final MenuButton learn = new MenuButton("Calibrate…");
  private final Button stop = new Button("Cancel");
  private @Nullable BackgroundTask<?> running;
  private String trouble = "";

  /// @param recording whether a take is recorded now; null where it is not offered to calibrate
  CalibrateBar(ModelWatch watch, TaskRunner tasks, @Nullable BooleanSupplier recording) {
    super(8);
    this.watch = watch;
    this.tasks = tasks;
    this.recording = recording;
    setId("preview.calibration");
    setAlignment(Pos.CENTER_LEFT);
    words.setId("preview.calibrationWords");
    words.getStyleClass().addAll("text-small", "text-muted");
    words.setMinWidth(Region.USE_PREF_SIZE);
    words.setTooltip(tip);
    learn.setId("preview.calibrate");
    learn.getStyleClass().add("text-small");
    learn.setMinWidth(Region.USE_PREF_SIZE);
    learn.setTooltip(
        new Tooltip("Learns from accepted episodes what is usual, while the preview goes on"));
    stop.setId("preview.calibrateStop");
    stop.getStyleClass().add("text-small");
    stop.setMinWidth(Region.USE_PREF_SIZE);
    stop.setOnAction(_ -> end());
    show();
    if (recording != null) {
      offer();
    }
  }

  private void offer() {
    BackgroundTask.of("Counting episodes", _ -> watch.offers(SHARES))
        .onSuccess(this::fill)
        .onFailure(_ -> fill(List.of()))
        .startOn(tasks);
  }

  private void fill(List<ModelWatch.Offer> offers) {
    learn.getItems().clear();
    for (ModelWatch.Offer offer : offers) {
      MenuItem item =
          new MenuItem(
              "At most "
                  + Standing.share(offer.falseAlarms())
                  + " sound episodes alarms"
                  + (offer.enough() ? "" : ": " + offer.words()));
      item.setDisable(!offer.enough());
      item.setOnAction(_ -> begin(offer.falseAlarms()));
      learn.getItems().add(item);
    }
    show();
  }

  private void begin(double falseAlarms) {
    BooleanSupplier held = recording;
    if (held == null || running != null) {
      return;
    }
    trouble = "";
    BackgroundTask<Boolean> task =
        BackgroundTask.of(
            "Calibrating",
            progress -> {
              watch.calibrate(falseAlarms, held, progress);
              return true;
            });
    running = task;
    task.onFailure(e ->
            trouble =
                e.getMessage() == null
                    ? "It could not be calibrated; the log says why"
                    : e.getMessage())
        .whenFinished(() -> {
          running = null;
          words.textProperty().unbind();
          show();
          offer();
          learn.requestFocus();
        });
    words
        .textProperty()
        .bind(
            javafx.beans.binding.Bindings.createStringBinding(
                () -> said(task), task.fractionProperty(), task.stepProperty()));
    show();
    task.startOn(tasks);
    stop.requestFocus();
  }

  private static String said(BackgroundTask<?> task) {
    double share = task.fractionProperty().get();
    String percent = share < 0 ? "" : " " + (int) (100 * share) + " %";
    String step = task.stepProperty().get();
    return "Calibrating" + percent + (step.isEmpty() ? "" : ", " + step);
  }

  /// The person has enough of it, or the model is left.
  void end() {
    BackgroundTask<?> task = running;
    if (task != null) {
      task.cancel();
    }
  }

  private void show() {
    if (running != null) {
      words.setGraphic(new FontIcon(Feather.LOADER));
      tip.setText("The preview goes on; during a take it rests.");
      getChildren().setAll(words, stop);
      return;
    }
    Standing standing = watch.standing();
    boolean used = standing.calibration() != null;
    FontIcon icon = new FontIcon(used ? Feather.CHECK_CIRCLE : Feather.HELP_CIRCLE);
    icon.getStyleClass().add(used ? "icon-success" : "icon-muted");
    words.setGraphic(icon);
    words.setText(trouble.isEmpty() ? brief(standing) : trouble);
    tip.setText(
        standing.words()
            + (used
                ? ". Holds while scene and rig are as they were."
                : ". Until limits are known nothing alarms."));
    setAccessibleText(standing.words());
    boolean offered = recording != null && !learn.getItems().isEmpty();
    learn.setText(used ? "Calibrate again…" : "Calibrate…");
    getChildren().setAll(words);
    if (offered) {
      getChildren().add(learn);
    }
  }

  private static String brief(Standing standing) {
    return switch (standing.kind()) {
      case NONE -> standing.words();
      case FRESH ->
          standing.calibration() == null
              ? standing.words()
              : "Calibrated on " + standing.calibration().episodes().size() + " episodes";
      case OLDER ->
          standing.calibration() == null
              ? standing.words()
              : "Calibrated on "
                  + standing.calibration().episodes().size()
                  + " episodes, before others were accepted";
      case STALE -> "Calibration out of date";
    };
  }
}
