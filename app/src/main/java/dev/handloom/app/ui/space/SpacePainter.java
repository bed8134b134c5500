package dev.handloom.app.ui.space;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Paints a group of things, the farthest first.
final class SpacePainter {
  private static final double LINE = 2;
  private static final double BONE = 3;
  private static final double DOT = 4;
  private static final double FADED = 0.35;
  private static final double TRAIL = 0.7;
  private static final double GRID_METRES = 0.25;
  private static final double AXIS_METRES = 0.06;
  private static final Font WORDS = Font.font(12);
  private static final double WORDS_HEIGHT = 16;
  private static final double EDGE = 4;
  private static final int MOST_STEPS = 16;

  /// Corners of a headset about the head, half sizes in metres.
  private static final double[] VISOR = {0.085, 0.045, 0.035};

  /// How far a camera's pyramid reaches.
  private static final double PYRAMID_METRES = 0.09;

  private final GraphicsContext g;
  private final RoomSight sight;
  private final boolean dark;
  private final Palette palette;
  private final List<Rectangle2D> words = new ArrayList<>();

  SpacePainter(GraphicsContext g, RoomSight sight, boolean dark) {
    this.g = g;
    this.sight = sight;
    this.dark = dark;
    palette = Palette.of(dark);
  }

  void paint(SpaceGroup group) {
    g.save();
    g.setLineCap(StrokeLineCap.ROUND);
    floor();
    List<SpaceThing> ordered = new ArrayList<>(group.things());
    ordered.sort((a, b) ->
        Double.compare(sight.at(a.pose().position())[2], sight.at(b.pose().position())[2]));
    for (SpaceThing thing : ordered) {
      g.setGlobalAlpha(thing.seen() ? 1 : FADED);
      Color colour = colour(thing.kind());
      g.setStroke(colour);
      g.setFill(colour);
      g.setLineWidth(LINE);
      trail(thing);
      switch (thing.kind()) {
        case HEAD -> head(thing.pose());
        case CAMERA -> camera(thing.pose());
        case LEFT_HAND, RIGHT_HAND -> hand(thing);
        case CONTROLLER, GRIPPER, TRACKER -> axes(thing.pose());
        case BODY -> dot(thing.pose());
      }
    }
    g.setGlobalAlpha(1);
    for (SpaceThing thing : ordered.reversed()) {
      if (thing.kind() != SpaceThing.Kind.BODY) {
        name(thing);
      }
    }
    missing(group.missing());
    g.restore();
  }

  /// The nearer to now, the stronger.
  private void trail(SpaceThing thing) {
    double whole = g.getGlobalAlpha();
    List<Vec3> points = thing.trail();
    for (int i = 1; i < points.size(); i++) {
      g.setGlobalAlpha(whole * TRAIL * i / (points.size() - 1));
      line(points.get(i - 1), points.get(i));
    }
    g.setGlobalAlpha(whole);
  }

  private Color colour(SpaceThing.Kind kind) {
    int series =
        switch (kind) {
          case LEFT_HAND -> 0;
          case RIGHT_HAND -> 1;
          case HEAD -> 2;
          case CAMERA -> 3;
          case GRIPPER -> 5;
          case CONTROLLER -> 4;
          case TRACKER, BODY -> 6;
        };
    int argb = Palette.series(series, dark);
    return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
  }

  private void floor() {
    double y = sight.floor();
    double half = GRID_METRES * Math.ceil(sight.reach() / GRID_METRES);
    double mx = GRID_METRES * Math.rint(sight.middle().x() / GRID_METRES);
    double mz = GRID_METRES * Math.rint(sight.middle().z() / GRID_METRES);
    g.setStroke(palette.grid());
    g.setLineWidth(1);
    for (double d = -half; d <= half + 1e-9; d += GRID_METRES) {
      line(new Vec3(mx + d, y, mz - half), new Vec3(mx + d, y, mz + half));
      line(new Vec3(mx - half, y, mz + d), new Vec3(mx + half, y, mz + d));
    }
  }

  private void line(Vec3 from, Vec3 to) {
    double[] a = sight.at(from);
    double[] b = sight.at(to);
    g.strokeLine(a[0], a[1], b[0], b[1]);
  }

  private void line(Pose pose, double[] from, double[] to) {
    double[] a = sight.at(pose, from[0], from[1], from[2]);
    double[] b = sight.at(pose, to[0], to[1], to[2]);
    g.strokeLine(a[0], a[1], b[0], b[1]);
  }

  /// A box where a headset is worn, and where it looks.
  private void head(Pose pose) {
    for (int i = 0; i < 4; i++) {
      double a = (i & 1) == 0 ? -1 : 1;
      double b = (i & 2) == 0 ? -1 : 1;
      double x = VISOR[0];
      double y = VISOR[1];
      double z = VISOR[2];
      line(pose, new double[] {-x, a * y, b * z}, new double[] {x, a * y, b * z});
      line(pose, new double[] {a * x, -y, b * z}, new double[] {a * x, y, b * z});
      line(pose, new double[] {a * x, b * y, -z}, new double[] {a * x, b * y, z});
    }
    line(pose, new double[] {0, 0, -VISOR[2]}, new double[] {0, 0, -0.16});
  }

  /// A pyramid that opens where it looks, which is along z.
  private void camera(Pose pose) {
    double far = PYRAMID_METRES;
    double wide = 0.6 * far;
    double tall = 0.42 * far;
    double[][] corners = {
      {-wide, -tall, far}, {wide, -tall, far}, {wide, tall, far}, {-wide, tall, far}
    };
    for (int i = 0; i < corners.length; i++) {
      line(pose, new double[] {0, 0, 0}, corners[i]);
      line(pose, corners[i], corners[(i + 1) % corners.length]);
    }
  }

  private void dot(Pose pose) {
    double[] at = sight.at(pose.position());
    g.fillOval(at[0] - DOT, at[1] - DOT, 2 * DOT, 2 * DOT);
  }

  private void axes(Pose pose) {
    dot(pose);
    line(pose, new double[] {0, 0, 0}, new double[] {AXIS_METRES, 0, 0});
    line(pose, new double[] {0, 0, 0}, new double[] {0, AXIS_METRES, 0});
    line(pose, new double[] {0, 0, 0}, new double[] {0, 0, -2 * AXIS_METRES});
  }

  private void hand(SpaceThing thing) {
    double[] joints = thing.joints();
    if (joints == null) {
      axes(thing.pose());
      return;
    }
    g.setLineWidth(BONE);
    for (Finger finger : Finger.values()) {
      double[] before = point(thing.pose(), joints, HandJoint.WRIST.ordinal());
      int base = finger.base().ordinal();
      for (int j = 0; j < finger.joints(); j++) {
        double[] now = point(thing.pose(), joints, base + j);
        if (Double.isFinite(now[0]) && Double.isFinite(before[0])) {
          g.strokeLine(before[0], before[1], now[0], now[1]);
        }
        before = now;
      }
    }
    double[] last = point(thing.pose(), joints, HandJoint.INDEX_PROXIMAL.ordinal());
    for (HandJoint knuckle :
        List.of(HandJoint.MIDDLE_PROXIMAL, HandJoint.RING_PROXIMAL, HandJoint.LITTLE_PROXIMAL)) {
      double[] now = point(thing.pose(), joints, knuckle.ordinal());
      if (Double.isFinite(now[0]) && Double.isFinite(last[0])) {
        g.strokeLine(last[0], last[1], now[0], now[1]);
      }
      last = now;
    }
  }

  private double[] point(Pose wrist, double[] joints, int joint) {
    int at = joint * HandPose.PER_JOINT;
    return sight.at(wrist, joints[at], joints[at + 1], joints[at + 2]);
  }

  private void name(SpaceThing thing) {
    double[] at = sight.at(thing.pose().position());
    double room = g.getCanvas().getWidth() - 2 * EDGE;
    List<String> lines = lines(thing.name(), room - 2 * EDGE);
    double width = 2 * EDGE;
    for (String line : lines) {
      width = Math.max(width, width(line) + 2 * EDGE);
    }
    Rectangle2D box = place(at, below(thing.kind()), width, WORDS_HEIGHT * lines.size());
    words.add(box);
    g.setFill(palette.ground().deriveColor(0, 1, 1, 0.75));
    g.fillRoundRect(box.getMinX(), box.getMinY(), box.getWidth(), box.getHeight(), 6, 6);
    g.setFont(WORDS);
    g.setFill(thing.seen() ? palette.text() : palette.muted());
    double y = box.getMinY() + WORDS_HEIGHT - 3;
    for (String line : lines) {
      g.fillText(line, box.getMinX() + EDGE, y);
      y += WORDS_HEIGHT;
    }
  }

  /// Below the thing, or above it; where other names are already, the nearest that is free, first
  /// away from the middle.
  private Rectangle2D place(double[] at, double below, double width, double height) {
    double right = Math.max(EDGE, g.getCanvas().getWidth() - width - EDGE);
    double lowest = Math.max(0, g.getCanvas().getHeight() - height - EDGE);
    double outwards = at[0] < g.getCanvas().getWidth() / 2 ? -width / 2 : width / 2;
    double[] asides = {0, outwards, -outwards};
    for (int step = 0; step < MOST_STEPS; step++) {
      double away = below + step * WORDS_HEIGHT / 2;
      for (double y : new double[] {at[1] + away, at[1] - away - height}) {
        for (double aside : asides) {
          double x = Math.clamp(at[0] - width / 2 + aside, EDGE, right);
          Rectangle2D box = new Rectangle2D(x, y, width, height);
          if (y >= 0 && y <= lowest && !taken(box)) {
            return box;
          }
        }
      }
    }
    return new Rectangle2D(
        Math.clamp(at[0] - width / 2, EDGE, right),
        Math.clamp(at[1] + below, 0, lowest),
        width,
        height);
  }

  /// A name that is wider than the picture goes on in another line.
  private static List<String> lines(String name, double room) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : name.split(" ", -1)) {
      String more = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(more) > room) {
        lines.add(line);
        line = word;
      } else {
        line = more;
      }
    }
    lines.add(line);
    return lines;
  }

  private static double width(String words) {
    Text measure = new Text(words);
    measure.setFont(WORDS);
    return measure.getLayoutBounds().getWidth();
  }

  /// In the corner, one beneath the other.
  private void missing(List<String> names) {
    g.setFont(WORDS);
    double room = g.getCanvas().getWidth() - 4 * EDGE;
    List<String> lines = new ArrayList<>();
    names.forEach(name -> lines.addAll(lines("Not seen: " + name, room)));
    g.setFill(palette.muted());
    double y = WORDS_HEIGHT;
    for (String line : lines) {
      g.fillText(line, 2 * EDGE, y);
      y += WORDS_HEIGHT;
    }
  }

  /// In pixels, so that the name does not lie on what it names.
  private double below(SpaceThing.Kind kind) {
    return switch (kind) {
      case HEAD -> 0.09 * sight.scale();
      case LEFT_HAND, RIGHT_HAND -> 0.04 * sight.scale();
      default -> 0.5 * WORDS_HEIGHT;
    };
  }

  private boolean taken(Rectangle2D box) {
    return words.stream().anyMatch(box::intersects);
  }
}
