package dev.handloom.app.workspace.progress;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.progress.ScalingLaw;
import dev.handloom.store.progress.TrainingResult;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;

/// Loss over hours, hours by powers of ten: the line where it was fitted, dashed beyond; its band;
/// the results; and where the lab stands.
final class LawChart extends Pane {
  private static final double LEFT = 56;
  private static final double BOTTOM = 44;
  private static final double TOP = 24;
  private static final double RIGHT = 16;
  private static final double POINT = 4;
  private static final int STEPS = 96;

  /// Less than this is shown at the edge: the decades below would take the room of the rest.
  private static final double LEAST_HOURS = 1;

  private static final double MARGIN = 0.08;
  private static final double[] NICE = {1, 2, 5, 10};
  private static final int LINES = 5;

  private ScalingLaw law = ScalingLaw.EGOSCALE;
  private List<TrainingResult> results = List.of();
  private double have;
  private double wanted = law.mostHours();
  private double leastX;
  private double mostX;
  private double leastY;
  private double mostY;

  LawChart() {
    getStyleClass().add("law-chart");
    setMinSize(320, 220);
    setPrefSize(480, 260);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
  }

  /// @param have hours that the library holds
  /// @param wanted hours that are asked about
  void show(ScalingLaw now, List<TrainingResult> points, double have, double wanted) {
    law = now;
    results = List.copyOf(points);
    this.have = have;
    this.wanted = wanted;
    setAccessibleText(
        ProgressWords.law(law) + ". " + ProgressWords.expected(law, Math.max(1e-3, wanted)));
    requestLayout();
  }

  private double x(double hours) {
    double share = (Math.log10(hours) - leastX) / (mostX - leastX);
    return LEFT + share * (getWidth() - LEFT - RIGHT);
  }

  private double y(double loss) {
    double share = (loss - leastY) / (mostY - leastY);
    return getHeight() - BOTTOM - share * (getHeight() - BOTTOM - TOP);
  }

  private void range() {
    double least = law.leastHours();
    double most = law.mostHours();
    for (double hours : new double[] {have, wanted}) {
      if (hours > 0) {
        least = Math.min(least, Math.max(LEAST_HOURS, hours));
        most = Math.max(most, hours);
      }
    }
    leastX = Math.log10(least) - 0.1;
    mostX = Math.log10(most) + 0.1;
    leastY = Double.MAX_VALUE;
    mostY = 0;
    for (int i = 0; i <= STEPS; i++) {
      double hours = hoursAt(i);
      reach(law.loss(hours));
      if (!law.extrapolates(hours)) {
        double band = law.band(hours).orElse(0);
        reach(law.loss(hours) - band);
        reach(law.loss(hours) + band);
      }
    }
    results.forEach(result -> reach(result.loss()));
    double margin = Math.max(1e-6, MARGIN * (mostY - leastY));
    leastY = Math.max(0, leastY - margin);
    mostY += margin;
  }

  private void reach(double loss) {
    leastY = Math.min(leastY, Math.max(0, loss));
    mostY = Math.max(mostY, loss);
  }

  private double hoursAt(int step) {
    return Math.pow(10, leastX + (mostX - leastX) * step / STEPS);
  }

  @Override
  protected void layoutChildren() {
    getChildren().clear();
    if (getWidth() < LEFT + RIGHT + 1 || getHeight() < TOP + BOTTOM + 1) {
      return;
    }
    range();
    grid();
    if (law.deviation() >= 0) {
      band();
    }
    if (law.results() > 0) {
      line(ScalingLaw.EGOSCALE, "law-published");
    }
    line(law, "law-line");
    for (TrainingResult result : results) {
      Circle point = new Circle(x(result.hours()), y(result.loss()), POINT);
      point.getStyleClass().add("law-point");
      getChildren().add(point);
    }
    mark(have, "now");
    mark(wanted, "asked");
  }

  private void grid() {
    for (int decade = (int) Math.ceil(leastX); decade <= mostX; decade++) {
      double hours = Math.pow(10, decade);
      rule(x(hours), TOP, x(hours), getHeight() - BOTTOM);
      text(
          String.format(Locale.ROOT, hours < 1 ? "%.1f h" : "%,.0f h", hours),
          x(hours),
          getHeight() - BOTTOM + 14,
          0.5);
    }
    double step = niceStep((mostY - leastY) / LINES);
    for (double loss = Math.ceil(leastY / step) * step; loss <= mostY; loss += step) {
      rule(LEFT, y(loss), getWidth() - RIGHT, y(loss));
      int digits = Math.max(0, (int) Math.ceil(-Math.log10(step)));
      text(String.format(Locale.ROOT, "%." + digits + "f", loss), LEFT - 6, y(loss), 1);
    }
    text("Hours of recordings", (LEFT + getWidth() - RIGHT) / 2, getHeight() - 14, 0.5);
    text("Loss", LEFT - 6, TOP - 12, 1);
  }

  static double niceStep(double least) {
    double decade = Math.pow(10, Math.floor(Math.log10(least)));
    for (double nice : NICE) {
      if (nice * decade >= least) {
        return nice * decade;
      }
    }
    return 10 * decade;
  }

  private void rule(double fromX, double fromY, double toX, double toY) {
    Line line = new Line(fromX, fromY, toX, toY);
    line.getStyleClass().add("law-grid");
    getChildren().add(line);
  }

  /// @param share of its width that lies left of x
  private void text(String words, double x, double y, double share) {
    Text text = new Text(words);
    text.getStyleClass().addAll("law-text", Figures.STYLE_CLASS);
    text.setTextOrigin(VPos.CENTER);
    text.setBoundsType(TextBoundsType.LOGICAL);
    getChildren().add(text);
    text.applyCss();
    double width = text.getLayoutBounds().getWidth();
    text.setX(Math.clamp(x - share * width, 0, Math.max(0, getWidth() - width)));
    text.setY(y);
  }

  private void band() {
    Polygon band = new Polygon();
    band.getStyleClass().add("law-band");
    for (int i = 0; i <= STEPS; i++) {
      point(band, hoursAt(i), 1);
    }
    for (int i = STEPS; i >= 0; i--) {
      point(band, hoursAt(i), -1);
    }
    getChildren().add(band);
  }

  private void point(Polygon band, double hours, int side) {
    double loss = law.loss(hours) + side * law.band(hours).orElse(0);
    band.getPoints().addAll(x(hours), Math.clamp(y(loss), TOP, getHeight() - BOTTOM));
  }

  /// Whole where it was fitted, dashed where it is only prolonged.
  private void line(ScalingLaw of, String style) {
    double from = Math.pow(10, leastX);
    double to = Math.pow(10, mostX);
    double least = Math.clamp(of.leastHours(), from, to);
    double most = Math.clamp(of.mostHours(), from, to);
    piece(of, from, least, style, "beyond");
    piece(of, least, most, style, "");
    piece(of, most, to, style, "beyond");
  }

  private void piece(ScalingLaw of, double from, double to, String style, String more) {
    if (to <= from) {
      return;
    }
    Polyline line = new Polyline();
    line.getStyleClass().add(style);
    if (!more.isEmpty()) {
      line.getStyleClass().add(more);
    }
    // Straight over the logarithm; below the chart there is nothing to see.
    for (int i = 0; i <= STEPS; i++) {
      double hours = from * Math.pow(to / from, (double) i / STEPS);
      double loss = of.loss(hours);
      if (loss >= leastY && loss <= mostY) {
        line.getPoints().addAll(x(hours), y(loss));
      }
    }
    getChildren().add(line);
  }

  private void mark(double hours, String words) {
    if (hours < Math.pow(10, leastX) || hours > Math.pow(10, mostX)) {
      return;
    }
    double x = x(hours);
    Line line = new Line(x, TOP, x, getHeight() - BOTTOM);
    line.getStyleClass().add("law-mark");
    getChildren().add(line);
    double loss = law.loss(hours);
    if (loss >= leastY && loss <= mostY) {
      Circle spot = new Circle(x, y(loss), POINT + 1);
      spot.getStyleClass().add("law-spot");
      getChildren().add(spot);
    }
    text(words, x, TOP - 12, 0.5);
  }
}
