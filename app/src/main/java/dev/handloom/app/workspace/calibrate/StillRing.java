package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.ui.theme.Figures;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;

/// Closes while the hand is held still; in it stands which hold it is.
final class StillRing extends StackPane {
  private static final double RADIUS = 52;
  private static final double SIZE = 2 * RADIUS + 12;

  private final Arc arc = new Arc(0, 0, RADIUS, RADIUS, 90, 0);
  private final Label number = new Label();

  StillRing() {
    Circle track = new Circle(RADIUS);
    track.getStyleClass().add("still-track");
    arc.setType(ArcType.OPEN);
    arc.getStyleClass().add("still-ring");
    arc.setManaged(false);
    number.getStyleClass().addAll("still-number", Figures.STYLE_CLASS);
    number.setId("calibrate.number");
    getChildren().setAll(track, arc, number);
    setMinSize(SIZE, SIZE);
    setMaxSize(SIZE, SIZE);
    arc.setCenterX(SIZE / 2);
    arc.setCenterY(SIZE / 2);
  }

  /// @param still 0 to 1
  /// @param words in the middle
  void show(double still, String words) {
    arc.setLength(-360 * Math.clamp(still, 0, 1));
    number.setText(words);
    setAccessibleText(words + ", still " + Math.round(100 * still) + " %");
  }
}
