package dev.handloom.app.preview;

import dev.handloom.app.ui.fx.BackgroundTask;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// A model that is being opened: how far, at which step, and a way to leave it.
final class OpeningPane extends VBox {
  private static final double BAR = 240;

  OpeningPane(BackgroundTask<?> task, Runnable leave) {
    super(12);
    Label what = new Label(task.what() + "…");
    what.getStyleClass().add("text-strong");
    Label step = new Label();
    step.getStyleClass().add("text-muted");
    step.textProperty().bind(task.stepProperty());
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(BAR);
    bar.progressProperty().bind(task.fractionProperty());
    Button cancel = new Button("Cancel");
    cancel.setId("preview.cancel");
    cancel.setOnAction(_ -> leave.run());
    setAlignment(Pos.CENTER);
    getChildren().addAll(what, bar, step, cancel);
  }
}
