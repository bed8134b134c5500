package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.exo.SineCosine;
import dev.handloom.calibration.run.RunRecording;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;

/// What a sine and a cosine said in a run, and the ellipse that was laid through.
final class EllipsePlot extends Region {
  private static final double SIZE = 132;
  private static final double MARGIN = 10;
  private static final int CORNERS = 72;
  private static final int MOST_DOTS = 240;

  /// Of a joint that has an ellipse.
  EllipsePlot(ArmJoint joint, SineCosine ellipse, RunRecording recording) {
    double[][] corners = new double[CORNERS][];
    double most = 0;
    for (int i = 0; i < CORNERS; i++) {
      corners[i] = corner(ellipse, 2 * Math.PI * i / CORNERS);
      most = Math.max(most, Math.max(Math.abs(corners[i][0]), Math.abs(corners[i][1])));
    }
    double scale = (SIZE / 2 - MARGIN) / most;
    int every = Math.max(1, recording.count() / MOST_DOTS);
    for (int s = 0; s < recording.count(); s += every) {
      double sine = recording.value(s, joint.encoder().channel()) - ellipse.sineMiddle();
      double cosine = recording.value(s, joint.encoder().cosine()) - ellipse.cosineMiddle();
      double x = SIZE / 2 + scale * cosine;
      double y = SIZE / 2 - scale * sine;
      if (x >= 0 && x <= SIZE && y >= 0 && y <= SIZE) {
        Circle dot = new Circle(x, y, 1.6);
        dot.getStyleClass().add("ellipse-dot");
        dot.setManaged(false);
        getChildren().add(dot);
      }
    }
    Polygon fit = new Polygon();
    for (double[] corner : corners) {
      fit.getPoints().addAll(SIZE / 2 + scale * corner[1], SIZE / 2 - scale * corner[0]);
    }
    fit.getStyleClass().add("ellipse-fit");
    fit.setManaged(false);
    getChildren().add(fit);
    setMinSize(SIZE, SIZE);
    setMaxSize(SIZE, SIZE);
  }

  /// Sine and cosine, from their middles, at an angle: the circle, turned back into the ellipse.
  private static double[] corner(SineCosine ellipse, double angle) {
    double cosine = Math.cos(angle) / ellipse.cosine();
    double sine = (Math.sin(angle) - ellipse.sineOfCosine() * cosine) / ellipse.sineOfSine();
    return new double[] {sine, cosine};
  }
}
