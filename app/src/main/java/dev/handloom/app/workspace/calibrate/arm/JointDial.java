package dev.handloom.app.workspace.calibrate.arm;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/// Joints as needles on a dial, zero at the top: where each stands, how far it went, and the
/// movement that is asked for.
final class JointDial extends Region {
  /// What is asked of the joint.
  enum Wanted {
    NOTHING,
    /// To the top.
    ZERO,
    /// One way, the other way, back.
    SWEEP,
    /// By a quarter, to whichever side the words say.
    BEND
  }

  /// A sweep is drawn so far to either side; joints go as far as they go.
  private static final double SWEEP_DEGREES = 120;

  private static final double HEAD = 9;
  private static final double MARGIN = 12;

  private final double radius;
  private final Arc swept;
  private final Arc wanted;
  private final Polyline one = new Polyline();
  private final Polyline other = new Polyline();
  private final Line zero = new Line();
  private final List<Line> needles = new ArrayList<>();

  /// @param size pixels across
  /// @param count of needles
  JointDial(double size, int count) {
    radius = size / 2 - MARGIN;
    double middle = size / 2;
    Circle track = new Circle(middle, middle, radius);
    track.getStyleClass().add("dial-track");
    swept = arc(middle, radius, "dial-swept");
    wanted = arc(middle, radius * 0.72, "dial-wanted");
    one.getStyleClass().add("dial-head");
    other.getStyleClass().add("dial-head");
    zero.getStyleClass().add("dial-zero");
    zero.setStartX(middle);
    zero.setEndX(middle);
    zero.setStartY(middle - radius - 6);
    zero.setEndY(middle - radius + 8);
    List<Node> all = new ArrayList<>(List.of(track, swept, zero, wanted, one, other));
    for (int n = 0; n < count; n++) {
      Line needle = new Line(middle, middle, middle, middle - radius + 4);
      needle.getStyleClass().add(count == 1 ? "dial-needle" : "dial-thin-needle");
      needles.add(needle);
      all.add(needle);
    }
    all.forEach(node -> node.setManaged(false));
    getChildren().setAll(all);
    setMinSize(size, size);
    setMaxSize(size, size);
    want(Wanted.NOTHING);
  }

  private static Arc arc(double middle, double radius, String style) {
    Arc arc = new Arc(middle, middle, radius, radius, 90, 0);
    arc.setType(ArcType.OPEN);
    arc.getStyleClass().add(style);
    return arc;
  }

  void want(Wanted what) {
    double far =
        switch (what) {
          case NOTHING, ZERO -> 0;
          case SWEEP -> SWEEP_DEGREES;
          case BEND -> 90;
        };
    wanted.setStartAngle(90 - far);
    wanted.setLength(2 * far);
    for (Node each : List.of(wanted, one, other)) {
      each.setVisible(far > 0);
    }
    head(one, far, 1);
    head(other, -far, -1);
    zero.getStyleClass().remove("wanted");
    if (what == Wanted.ZERO) {
      zero.getStyleClass().add("wanted");
    }
  }

  private void head(Polyline head, double degrees, int way) {
    double middle = radius + MARGIN;
    double along = Math.toRadians(degrees);
    double x = middle + 0.72 * radius * Math.sin(along);
    double y = middle - 0.72 * radius * Math.cos(along);
    // Along the circle, away from the top.
    double dx = way * Math.cos(along);
    double dy = way * Math.sin(along);
    head.getPoints()
        .setAll(
            x - HEAD * (dx + 0.7 * dy),
            y - HEAD * (dy - 0.7 * dx),
            x,
            y,
            x - HEAD * (dx - 0.7 * dy),
            y - HEAD * (dy + 0.7 * dx));
  }

  /// @param radians where it stands; NaN where nothing is known
  void needle(int number, double radians) {
    Line needle = needles.get(number);
    needle.setVisible(!Double.isNaN(radians));
    if (!Double.isNaN(radians)) {
      double middle = radius + MARGIN;
      needle.setEndX(middle + (radius - 4) * Math.sin(radians));
      needle.setEndY(middle - (radius - 4) * Math.cos(radians));
    }
  }

  /// How far it went to either side, in radians; NaN for nowhere.
  void swept(double low, double high) {
    boolean any = !Double.isNaN(low) && high > low;
    swept.setVisible(any);
    if (any) {
      double most = Math.toDegrees(Math.min(high - low, 2 * Math.PI));
      swept.setStartAngle(90 - Math.toDegrees(low) - most);
      swept.setLength(most);
    }
  }
}
