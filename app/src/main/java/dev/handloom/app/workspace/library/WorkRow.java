package dev.handloom.app.workspace.library;

import dev.handloom.app.ui.fx.BackgroundTask;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// How far long work is, and the way to stop it; nothing while there is none.
final class WorkRow extends HBox {
  private final String id;
  private final String name;
  private final String stopWords;
  private Subscription followed = Subscription.EMPTY;

  /// @param id before `.step` and `.cancel`
  /// @param name for who cannot see the bar
  /// @param stopWords what stopping does
  WorkRow(String id, String name, String stopWords) {
    super(8);
    this.id = id;
    this.name = name;
    this.stopWords = stopWords;
    setAlignment(Pos.CENTER_LEFT);
    managedProperty().bind(visibleProperty());
  }

  /// @param task null while there is none
  void follow(@Nullable BackgroundTask<?> task) {
    followed.unsubscribe();
    followed = Subscription.EMPTY;
    getChildren().clear();
    setVisible(task != null);
    if (task == null) {
      return;
    }
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText(name);
    bar.setMinWidth(ProgressBar.USE_PREF_SIZE);
    Label step = new Label();
    step.setId(id + ".step");
    step.getStyleClass().add("text-muted");
    step.setMinWidth(0);
    step.setMaxWidth(Double.MAX_VALUE);
    setHgrow(step, Priority.ALWAYS);
    Button stop = new Button("Cancel");
    stop.setId(id + ".cancel");
    stop.setMinWidth(Button.USE_PREF_SIZE);
    stop.setTooltip(new Tooltip(stopWords));
    stop.setOnAction(_ -> {
      stop.setDisable(true);
      task.cancel();
    });
    followed =
        Subscription.combine(
            task.fractionProperty().subscribe(share -> bar.setProgress(share.doubleValue())),
            task.stepProperty().subscribe(step::setText));
    getChildren().addAll(bar, step, stop);
  }
}
