package dev.handloom.app.ui.shell;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.theme.Figures;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line at the foot of the window: recording, disk, losses, clocks, and work that runs.
final class StatusBar extends HBox {

  private static final double STEP_WIDTH = 320;
  private static final double WIDE = 1200;

  /// What is done sooner is not told: a word that flashes says nothing.
  private static final Duration LATE = Duration.millis(300);

  private final RunningTasks tasks;
  private final HBox taskPlace = new HBox(8);
  private final PauseTransition late = new PauseTransition(LATE);
  private @Nullable BackgroundTask<?> oldest;
  private Subscription shownTask = Subscription.EMPTY;

  StatusBar(StudioStatus status, RunningTasks tasks) {
    this.tasks = tasks;
    getStyleClass().add("status-bar");
    // Its wishes must not make the window's frame wider than the window.
    setMinWidth(0);
    taskPlace.getStyleClass().add("status-item");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren()
        .addAll(
            item("Recording", Feather.CIRCLE, status.recordingProperty()),
            item("Disk", Feather.HARD_DRIVE, status.diskProperty()),
            item("Losses", Feather.ACTIVITY, status.lostProperty()),
            item("Clocks", Feather.CLOCK, status.clockProperty()),
            gap,
            taskPlace);
    late.setOnFinished(_ -> showTask());
    tasks.running().addListener((ListChangeListener<BackgroundTask<?>>) _ -> onTasks());
    onTasks();
  }

  private void onTasks() {
    BackgroundTask<?> first = tasks.running().isEmpty() ? null : tasks.running().getFirst();
    if (first != null && first.equals(oldest)) {
      if (!taskPlace.getChildren().isEmpty()) {
        showTask();
      }
      return;
    }
    oldest = first;
    shownTask.unsubscribe();
    taskPlace.getChildren().clear();
    late.stop();
    if (first != null) {
      late.playFromStart();
    }
  }

  private static Node item(
      String name, Feather calmIcon, ObjectProperty<StudioStatus.Item> property) {
    FontIcon icon = new FontIcon(calmIcon);
    Label text = new Label();
    text.getStyleClass().add(Figures.STYLE_CLASS);
    text.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(icon, text);
    box.getStyleClass().add("status-item");
    Tooltip.install(box, new Tooltip(name));
    property.subscribe(item -> {
      text.setText(item.text());
      box.setAccessibleText(name + ": " + item.text());
      box.setVisible(!item.text().isEmpty());
      box.setManaged(!item.text().isEmpty());
      box.getStyleClass().removeAll("recording", "warning");
      switch (item.tone()) {
        case CALM -> icon.setIconCode(calmIcon);
        case WARNING -> {
          icon.setIconCode(Feather.ALERT_TRIANGLE);
          box.getStyleClass().add("warning");
        }
        case RECORDING -> {
          icon.setIconCode(calmIcon);
          box.getStyleClass().add("recording");
        }
      }
    });
    return box;
  }

  private void showTask() {
    shownTask.unsubscribe();
    shownTask = Subscription.EMPTY;
    taskPlace.getChildren().clear();
    if (tasks.running().isEmpty()) {
      return;
    }
    BackgroundTask<?> task = tasks.running().getFirst();
    int others = tasks.running().size() - 1;
    Label what = new Label(task.what() + (others > 0 ? " (" + others + " more)" : ""));
    what.setMinWidth(0);
    what.setTooltip(new Tooltip(what.getText()));
    Label step = new Label();
    step.getStyleClass().add("text-muted");
    step.setMinWidth(0);
    step.setMaxWidth(STEP_WIDTH);
    // In a narrow window there is no room for it: better none than half a word.
    step.visibleProperty().bind(widthProperty().greaterThan(WIDE));
    step.managedProperty().bind(step.visibleProperty());
    ProgressBar bar = new ProgressBar(-1);
    bar.setMinWidth(Region.USE_PREF_SIZE);
    bar.setAccessibleText("Progress of " + task.what());
    Label share = new Label();
    share.getStyleClass().add(Figures.STYLE_CLASS);
    share.setMinWidth(40);
    share.visibleProperty().bind(step.visibleProperty());
    share.managedProperty().bind(step.visibleProperty());
    Button cancel = new Button("Cancel");
    cancel.getStyleClass().addAll("small", "flat");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setTooltip(new Tooltip("Stop: " + task.what()));
    cancel.setOnAction(_ -> {
      cancel.setDisable(true);
      task.cancel();
    });

    shownTask =
        Subscription.combine(
            task.stepProperty()
                .subscribe(text -> {
                  step.setText(text);
                  bar.setTooltip(new Tooltip(task.what() + (text.isEmpty() ? "" : ": " + text)));
                }),
            task.fractionProperty()
                .subscribe(fraction -> {
                  bar.setProgress(fraction.doubleValue());
                  share.setText(
                      fraction.doubleValue() < 0
                          ? ""
                          : Math.round(fraction.doubleValue() * 100) + " %");
                }));
    taskPlace.getChildren().addAll(what, step, bar, share, cancel);
  }
}
