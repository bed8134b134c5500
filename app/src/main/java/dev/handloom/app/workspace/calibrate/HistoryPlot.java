package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import org.jspecify.annotations.Nullable;

/// A person's calibrations of a glove over time: how alike poses came out, how well joints are
/// known, and what the checks after putting it on said. Degrees over days.
final class HistoryPlot extends Pane {
  private static final double LEFT = 48;
  private static final double BOTTOM = 28;
  private static final double TOP = 28;
  private static final double RIGHT = 24;
  private static final double POINT = 5;
  private static final int LINES = 4;
  private static final int TICKS = 5;
  private static final Duration LEAST_SPAN = Duration.ofHours(1);
  private static final double[] NICE = {1, 2, 5, 10, 20, 50, 100};
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

  /// A check after the glove was put on.
  record Check(Instant when, double degrees) {}

  private final ZoneId zone;
  private List<Profile> profiles = List.of();
  private List<Check> checks = List.of();
  private Set<String> expired = Set.of();
  private Set<String> chosen = Set.of();
  private @Nullable String inUse;
  private Instant from = Instant.EPOCH;
  private Instant to = Instant.EPOCH;
  private double most = 1;

  HistoryPlot(ZoneId zone) {
    this.zone = zone;
    getStyleClass().add("law-chart");
    setMinSize(320, 180);
    setPrefSize(480, 240);
    setId("calibrate.plot");
  }

  /// @param newestFirst the calibrations
  /// @param expired ids not to be used
  /// @param inUse id of the one in use
  void show(
      List<Profile> newestFirst, List<Check> made, Set<String> expired, @Nullable String inUse) {
    profiles = newestFirst.reversed();
    checks = List.copyOf(made);
    this.expired = Set.copyOf(expired);
    this.inUse = inUse;
    StringBuilder words = new StringBuilder("Calibrations over time");
    for (Profile profile : profiles) {
      words
          .append(". ")
          .append(DAY.format(profile.taken().atZone(zone)))
          .append(", repeats within ")
          .append(QualityWords.degrees(profile.quality().repeatability()));
    }
    setAccessibleText(words.toString());
    requestLayout();
  }

  /// Which are looked at, by id.
  void choose(Set<String> ids) {
    chosen = Set.copyOf(ids);
    requestLayout();
  }

  private double x(Instant when) {
    double share =
        (double) Duration.between(from, when).toMillis() / Duration.between(from, to).toMillis();
    return LEFT + POINT + share * (getWidth() - LEFT - RIGHT - 2 * POINT);
  }

  private double y(double degrees) {
    return getHeight() - BOTTOM - degrees / most * (getHeight() - BOTTOM - TOP);
  }

  private void range() {
    List<Instant> all = new ArrayList<>();
    profiles.forEach(profile -> all.add(profile.taken()));
    checks.forEach(check -> all.add(check.when()));
    all.sort(null);
    from = all.getFirst();
    to = all.getLast();
    Duration less = LEAST_SPAN.minus(Duration.between(from, to));
    if (less.isPositive()) {
      from = from.minus(less.dividedBy(2));
      to = to.plus(less.dividedBy(2));
    }
    double high = 1;
    for (Profile profile : profiles) {
      high = Math.max(high, known(profile.quality().repeatability()));
      high = Math.max(high, known(profile.quality().bound()));
    }
    for (Check check : checks) {
      high = Math.max(high, known(check.degrees()));
    }
    most = 1.1 * high;
  }

  private static double known(double degrees) {
    return Double.isNaN(degrees) ? 0 : degrees;
  }

  @Override
  protected void layoutChildren() {
    getChildren().clear();
    if ((profiles.isEmpty() && checks.isEmpty())
        || getWidth() < LEFT + RIGHT + 1
        || getHeight() < TOP + BOTTOM + 1) {
      return;
    }
    range();
    grid();
    legend();
    series(profile -> profile.quality().bound(), "history-bound");
    series(profile -> profile.quality().repeatability(), "history-repeat");
    for (Check check : checks) {
      add(diamond(x(check.when()), y(check.degrees())), "history-check");
    }
  }

  private void grid() {
    double step = NICE[NICE.length - 1];
    for (int n = NICE.length - 1; n >= 0 && NICE[n] >= most / (LINES + 1); n--) {
      step = NICE[n];
    }
    for (double degrees = 0; degrees <= most; degrees += step) {
      add(new Line(LEFT, y(degrees), getWidth() - RIGHT, y(degrees)), "law-grid");
      text(String.format(Locale.ROOT, "%.0f°", degrees), LEFT - 6, y(degrees), 1);
    }
    DateTimeFormatter words = Duration.between(from, to).toDays() < TICKS ? TIME : DAY;
    for (int tick = 0; tick < TICKS; tick++) {
      Instant at = from.plus(Duration.between(from, to).multipliedBy(tick).dividedBy(TICKS - 1));
      text(words.format(at.atZone(zone)), x(at), getHeight() - 14, tick / (TICKS - 1.0));
    }
  }

  private void legend() {
    double x = LEFT;
    x = legend(x, new Circle(x + POINT, 14, POINT), "history-repeat", "Repeats within");
    x = legend(x, new Circle(x + POINT, 14, POINT), "history-bound", "Joints known within");
    if (!checks.isEmpty()) {
      x = legend(x, diamond(x + POINT, 14), "history-check", "Check after putting on");
    }
    if (!expired.isEmpty()) {
      Circle hollow = new Circle(x + POINT, 14, POINT);
      hollow.getStyleClass().add("expired");
      legend(x, hollow, "history-repeat", "Out of use");
    }
  }

  private double legend(double x, Node mark, String style, String words) {
    add(mark, style);
    Text text = text(words, x + 2 * POINT + 6, 14, 0);
    return text.getX() + text.getLayoutBounds().getWidth() + 20;
  }

  private static Polygon diamond(double x, double y) {
    return new Polygon(x, y - POINT - 1, x + POINT + 1, y, x, y + POINT + 1, x - POINT - 1, y);
  }

  private void series(ToDoubleFunction<Profile> figure, String style) {
    Polyline line = new Polyline();
    for (Profile profile : profiles) {
      double degrees = figure.applyAsDouble(profile);
      if (!Double.isNaN(degrees)) {
        line.getPoints().addAll(x(profile.taken()), y(degrees));
      }
    }
    add(line, style + "-line");
    for (Profile profile : profiles) {
      double degrees = figure.applyAsDouble(profile);
      if (Double.isNaN(degrees)) {
        continue;
      }
      Circle point = new Circle(x(profile.taken()), y(degrees), POINT);
      if (expired.contains(profile.id())) {
        point.getStyleClass().add("expired");
      }
      if (profile.id().equals(inUse) || chosen.contains(profile.id())) {
        Circle ring = new Circle(point.getCenterX(), point.getCenterY(), POINT + 4);
        add(ring, chosen.contains(profile.id()) ? "history-chosen" : "history-in-use");
      }
      add(point, style);
    }
  }

  private void add(Node node, String style) {
    node.getStyleClass().add(style);
    getChildren().add(node);
  }

  /// @param share of its width that lies left of x
  private Text text(String words, double x, double y, double share) {
    Text text = new Text(words);
    text.getStyleClass().addAll("law-text", Figures.STYLE_CLASS);
    text.setTextOrigin(VPos.CENTER);
    text.setBoundsType(TextBoundsType.LOGICAL);
    getChildren().add(text);
    text.applyCss();
    double width = text.getLayoutBounds().getWidth();
    text.setX(Math.clamp(x - share * width, 0, Math.max(0, getWidth() - width)));
    text.setY(y);
    return text;
  }
}
