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

  private static final double PALM_METRES = 0.018;

  private static final double[] ABSENT_DASH = {4, 5};

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
      } else if (hand.missing(shape)) {
        absent(g, hand, shape, dark);
      } else {
        bone(g, hand, shape, pixelsPerMetre, dark);
      }
    }
    g.restore();
  }

  /// The same in one colour: how a hand lies beneath another.
  static void shadow(GraphicsContext g, HandDrawing hand, double pixelsPerMetre, Color colour) {
    g.save();
    g.setLineCap(StrokeLineCap.ROUND);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.setStroke(colour);
    for (int place = 0; place <= HandDrawing.BONES; place++) {
      int shape = hand.shapeAt(place);
      if (hand.isPalm(shape)) {
        int n = outline(hand);
        g.setLineWidth(PALM_METRES * pixelsPerMetre);
        g.strokePolygon(PALM_X, PALM_Y, n);
        g.setFill(colour);
        g.fillPolygon(PALM_X, PALM_Y, n);
      } else if (!hand.missing(shape)) {
        line(
            g,
            hand,
            hand.from(shape),
            hand.to(shape),
            0,
            2 * hand.radiusMetres(shape) * pixelsPerMetre,
            colour);
      }
    }
    g.restore();
  }

  /// A finger that the person has not: where it would be, and nothing in it.
  private static void absent(GraphicsContext g, HandDrawing hand, int bone, boolean dark) {
    int a = hand.from(bone);
    int b = hand.to(bone);
    if (hand.known(a) && hand.known(b)) {
      g.save();
      g.setLineDashes(ABSENT_DASH);
      line(g, hand, a, b, 0, 1.5, dark ? SKIN_DARK : RIM_LIGHT);
      g.restore();
    }
  }

  /// @return how many corners of the palm are known
  private static int outline(HandDrawing hand) {
    int n = 0;
    for (int joint : HandJoints.PALM) {
      if (hand.known(joint)) {
        PALM_X[n] = hand.x(joint);
        PALM_Y[n] = hand.y(joint);
        n++;
      }
    }
    return n;
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
    int n = outline(hand);
    double depth = 0;
    for (int joint : HandJoints.PALM) {
      depth += hand.known(joint) ? hand.near(joint) / n : 0;
    }
    double width = PALM_METRES * pixelsPerMetre;
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
