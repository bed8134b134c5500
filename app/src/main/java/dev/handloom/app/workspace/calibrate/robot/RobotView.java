package dev.handloom.app.workspace.calibrate.robot;

import dev.handloom.app.ui.hand.Turned;
import dev.handloom.app.ui.hand.Turning;
import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.calibration.retarget.RobotHand;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import org.jspecify.annotations.Nullable;

/// A robot's hand in the posture of its drives, and where its fingertips should be.
///
/// Drag or use the arrow keys to look around it; 0 or a double click looks at its back again.
final class RobotView extends Region implements Turned {
  private static final double DEFAULT_SIZE = 240;

  /// Of the view that the hand fills; what is left is the room to turn it.
  private static final double FILLS = 0.68;

  /// Thickness of a finger against the size of the hand.
  private static final double FINGER = 0.075;

  private static final double RIM_PIXELS = 3;
  private static final double RING_PIXELS = 5;

  private final Canvas canvas = new Canvas();
  private final Label words = new Label();
  private @Nullable RobotDrawing drawing;
  private final Turning turning = new Turning(this, this::draw);
  private boolean live;

  RobotView() {
    getStyleClass().add("hand-view");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("The robot's hand");
    words.getStyleClass().add("text-small");
    words.setWrapText(true);
    getChildren().setAll(canvas, words);
    setPrefSize(DEFAULT_SIZE, DEFAULT_SIZE);
    setMinSize(DEFAULT_SIZE / 2, DEFAULT_SIZE / 2);
    Theme.shared().follow(this, _ -> requestLayout());
  }

  /// Another robot, at rest until it follows; null for none.
  void show(@Nullable RobotHand hand, String why) {
    RobotDrawing now = hand == null ? null : new RobotDrawing(hand);
    drawing = now;
    live = false;
    words.setText(why);
    setAccessibleHelp(why);
    if (now != null && hand != null) {
      now.place(hand.drives().rest(), new double[0]);
    }
    requestLayout();
    draw();
  }

  /// @param places where the tips should be, in the root's frame
  void follow(double[] drives, double[] places) {
    RobotDrawing now = drawing;
    if (now != null) {
      if (!live) {
        live = true;
        words.setText("");
        setAccessibleHelp("Follows the hand");
      }
      now.place(drives, places);
      draw();
    }
  }

  /// Says why it does not follow; it stays as it was.
  void stand(String why) {
    if (live || !words.getText().equals(why)) {
      live = false;
      words.setText(why);
      setAccessibleHelp(why);
      requestLayout();
      draw();
    }
  }

  /// Takes another view along wherever this one is turned.
  void turns(Turned other) {
    turning.turns(other);
  }

  @Override
  public void lookFrom(double newYaw, double newPitch) {
    turning.lookFrom(newYaw, newPitch);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    double room = Math.max(1, getWidth() - 24);
    double height = words.prefHeight(room);
    double y = drawing == null ? (getHeight() - height) / 2 : getHeight() - height - 8;
    double width = Math.min(room, Math.ceil(words.prefWidth(-1)));
    double x = drawing == null ? (getWidth() - width) / 2 : 12;
    words.resizeRelocate(Math.rint(x), Math.rint(y), width, height);
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    RobotDrawing robot = drawing;
    if (robot == null || width <= 0 || height <= 0) {
      return;
    }
    canvas.setOpacity(live ? 1 : 0.5);
    double pixels = FILLS * Math.min(width, height) / robot.size();
    robot.project(turning.yaw(), turning.pitch(), pixels, width / 2, height / 2);
    boolean dark = Theme.shared().isDark();
    Palette palette = Palette.of(dark);
    g.setLineCap(StrokeLineCap.ROUND);
    double thick = Math.max(5, FINGER * robot.size() * pixels);
    for (RobotDrawing.Bar bar : robot.bars()) {
      double depth = (robot.near(bar.from()) + robot.near(bar.to())) / 2 / robot.size();
      double light = Math.clamp(0.86 + 0.4 * depth, 0.6, 1.15);
      Color metal = (dark ? Color.web("#8b98a5") : Color.web("#aab4bf"));
      Color base = metal.deriveColor(0, 1, bar.palm() ? 0.8 * light : light, 1);
      double wide = bar.palm() ? 1.35 * thick : thick;
      line(g, robot, bar, wide, dark ? palette.ground() : Color.web("#3d4f63"));
      line(g, robot, bar, wide - RIM_PIXELS, base);
      if (!bar.palm()) {
        joint(g, robot, bar.from(), 0.26 * thick, dark ? palette.ground() : Color.web("#3d4f63"));
      }
    }
    for (int t = 0; t < robot.tips(); t++) {
      if (live && robot.known(robot.wanted(t))) {
        wanted(g, robot, t, palette);
      }
    }
  }

  private static void line(
      GraphicsContext g, RobotDrawing robot, RobotDrawing.Bar bar, double width, Color colour) {
    g.setStroke(colour);
    g.setLineWidth(Math.max(1, width));
    g.strokeLine(robot.x(bar.from()), robot.y(bar.from()), robot.x(bar.to()), robot.y(bar.to()));
  }

  private static void joint(
      GraphicsContext g, RobotDrawing robot, int point, double radius, Color colour) {
    g.setFill(colour);
    g.fillOval(robot.x(point) - radius, robot.y(point) - radius, 2 * radius, 2 * radius);
  }

  /// A ring where a fingertip should be, and the way that is left.
  private static void wanted(GraphicsContext g, RobotDrawing robot, int t, Palette palette) {
    double x = robot.x(robot.wanted(t));
    double y = robot.y(robot.wanted(t));
    g.setLineWidth(3.5);
    g.setStroke(palette.raised());
    g.strokeOval(x - RING_PIXELS, y - RING_PIXELS, 2 * RING_PIXELS, 2 * RING_PIXELS);
    g.setLineWidth(2);
    g.setStroke(palette.accent());
    g.strokeLine(robot.x(robot.tip(t)), robot.y(robot.tip(t)), x, y);
    g.strokeOval(x - RING_PIXELS, y - RING_PIXELS, 2 * RING_PIXELS, 2 * RING_PIXELS);
  }
}
