package dev.handloom.app.ui.hand;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// Paints a hand: each bone a rounded bar with a dark rim and a light ridge, so that crossing
/// fingers can be told apart.
final class HandPainter {

  private static final Color SKIN_LIGHT = Color.web("#9fb3c8");
  private static final Color SKIN_DARK = Color.web("#7f97b2");
  private static final Color RIM_LIGHT = Color.web("#3d4f63");
  private static final Color RIM_DARK = Color.web("#0d1117");

  private static final double RIM_PIXELS = 3;

  /// Depth over which the light fades: the thickness of a hand that is turned.
  private static final double FADE_METRES = 0.1;

  private static final double[] PALM_X = new double[HandJoints.PALM.length];
  private static final double[] PALM_Y = new double[HandJoints.PALM.length];

  private HandPainter() {}

  static void paint(GraphicsContext g, HandDrawing hand, double pixelsPerMetre, boolean dark) {
    g.save();

    g.setLineCap(StrokeLineCap.ROUND);
    g.setLineJoin(StrokeLineJoin.ROUND);
    for (int place = 0; place <= HandDrawing.BONES; place++) {
      int shape = hand.shapeAt(place);
      if (hand.isPalm(shape)) {
        palm(g, hand, pixelsPerMetre, dark);
      } else {
        bone(g, hand, shape, pixelsPerMetre, dark);
      }
    }
    g.restore();
  }

  private static void bone(
      GraphicsContext g, HandDrawing hand, int bone, double pixelsPerMetre, boolean dark) {
    int a = hand.from(bone);
    int b = hand.to(bone);
    double width = 2 * hand.radiusMetres(bone) * pixelsPerMetre;
    Color base = lit(hand.depth(bone), dark);
    line(g, hand, a, b, 0, width, dark ? RIM_DARK : RIM_LIGHT);
    line(g, hand, a, b, 0, width - RIM_PIXELS, base.deriveColor(0, 1, 0.82, 1));
    line(g, hand, a, b, -width * 0.08, width * 0.62, base);
    line(g, hand, a, b, -width * 0.14, width * 0.22, base.interpolate(Color.WHITE, 0.3));
  }

  // The light falls from the upper left: the ridge is moved there.
  private static void line(
      GraphicsContext g, HandDrawing hand, int a, int b, double shift, double width, Color colour) {
    g.setStroke(colour);
    g.setLineWidth(Math.max(1, width));
    g.strokeLine(hand.x(a) + shift, hand.y(a) + shift, hand.x(b) + shift, hand.y(b) + shift);
  }

  private static void palm(
      GraphicsContext g, HandDrawing hand, double pixelsPerMetre, boolean dark) {
    int n = HandJoints.PALM.length;
    double depth = 0;
    for (int i = 0; i < n; i++) {
      PALM_X[i] = hand.x(HandJoints.PALM[i]);
      PALM_Y[i] = hand.y(HandJoints.PALM[i]);
      depth += hand.near(HandJoints.PALM[i]) / n;
    }
    double width = 0.018 * pixelsPerMetre;
    // The inside of a hand is told from its back by being lighter, as hands are.
    Color base = lit(depth, dark).deriveColor(0, 1, hand.backSeen() ? 0.88 : 1.12, 1);
    g.setStroke(dark ? RIM_DARK : RIM_LIGHT);
    g.setLineWidth(width);
    g.strokePolygon(PALM_X, PALM_Y, n);
    g.setStroke(base);
    g.setLineWidth(width - RIM_PIXELS);
    g.strokePolygon(PALM_X, PALM_Y, n);
    g.setFill(base);
    g.fillPolygon(PALM_X, PALM_Y, n);
  }

  private static Color lit(double near, boolean dark) {
    double light = Math.clamp(0.5 + near / (2 * FADE_METRES), 0, 1);
    return (dark ? SKIN_DARK : SKIN_LIGHT).deriveColor(0, 1, 0.72 + 0.36 * light, 1);
  }
}
