package dev.handloom.app.preview;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// Shapes that say how right something was, without colour.
final class Mark {
  private Mark() {}

  /// A tick, a half disc, a cross, a bar, or a ring for what is to come.
  static void paint(
      GraphicsContext g, CellWord word, double x, double y, double size, Color colour) {
    g.save();
    g.setStroke(colour);
    g.setFill(colour);
    g.setLineWidth(Math.max(1.5, size / 6));
    switch (word) {
      case RIGHT, USUAL ->
          g.strokePolyline(
              new double[] {x, x + size * 0.35, x + size},
              new double[] {y + size * 0.55, y + size * 0.9, y + size * 0.1},
              3);
      case PARTLY, UNUSUAL -> {
        g.strokeOval(x, y, size, size);
        g.fillArc(x, y, size, size, 90, 180, javafx.scene.shape.ArcType.ROUND);
      }
      case WRONG, ALARM -> {
        g.strokeLine(x, y, x + size, y + size);
        g.strokeLine(x + size, y, x, y + size);
      }
      case STILL -> g.strokeLine(x, y + size / 2, x + size, y + size / 2);
      case COMING -> {
        g.setLineDashes(2, 2);
        g.strokeOval(x, y, size, size);
      }
      case LOST, UNTIMED -> g.strokeRect(x, y, size, size);
    }
    g.restore();
  }
}
