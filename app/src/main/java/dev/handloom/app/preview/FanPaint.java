package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.session.ChannelTrace;
import dev.handloom.preview.session.PlacedPlan;
import dev.handloom.preview.session.PreviewMoment;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// Paints one joint: what was measured, what the person did next, and what the model would do.
final class FanPaint {
  private static final double TEXT = 12;
  private static final double PLAN = 2.5;
  private static final double MEASURED = 1.5;
  private static final double TICK = 2.5;
  private static final double FAINTEST = 0.08;
  private static final double FAINT_STEP = 0.28;
  private static final double[] PERSON_DASH = {5, 3};
  private static final double[] SOLID = {};

  private final GraphicsContext g;
  private final Palette palette;
  private final FanTime time;
  private final boolean dark;

  FanPaint(GraphicsContext g, boolean dark, FanTime time) {
    this.g = g;
    this.dark = dark;
    this.time = time;
    palette = Palette.of(dark);
  }

  static Color person(boolean dark) {
    int argb = Palette.series(2, dark);
    return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
  }

  void lane(PreviewMoment moment, ChannelTrace trace, FanRange range, double top, double height) {
    see(moment, trace, range);
    g.setFill(palette.raised());
    g.fillRect(time.left(), top, time.width(), height);
    g.setStroke(palette.grid());
    g.setLineWidth(1);
    g.strokeLine(time.x(0.0), top, time.x(0.0), top + height);
    g.save();
    g.beginPath();
    g.rect(time.left(), top, time.width(), height);
    g.clip();
    measured(trace, range, top, height);
    List<PlacedPlan> earlier = moment.earlier();
    for (int i = 0; i < earlier.size(); i++) {
      double share = (i + 1.0) / earlier.size();
      g.setStroke(palette.accent().deriveColor(0, 1, 1, FAINTEST + share * FAINT_STEP));
      g.setLineWidth(1);
      plan(earlier.get(i).prediction(), trace.column(), range, top, height, 0);
    }
    PlacedPlan latest = moment.latest();
    if (latest != null) {
      newest(latest.prediction(), trace.column(), range, top, height, moment.stale());
    }
    g.restore();
    words(trace, latest, top, height);
  }

  private static void see(PreviewMoment moment, ChannelTrace trace, FanRange range) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : trace.values()) {
      if (!Float.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    PlacedPlan latest = moment.latest();
    if (latest != null && trace.column() >= 0) {
      for (float[] row : latest.prediction().actions()) {
        low = Math.min(low, row[trace.column()]);
        high = Math.max(high, row[trace.column()]);
      }
    }
    range.see(low, high);
  }

  private double y(FanRange range, double value, double top, double height) {
    return top + height * (1 - range.share(value));
  }

  private void measured(ChannelTrace trace, FanRange range, double top, double height) {
    long[] nanos = trace.nanos();
    g.setLineWidth(MEASURED);
    for (int i = 1; i < nanos.length; i++) {
      float before = trace.values()[i - 1];
      float now = trace.values()[i];
      if (Float.isNaN(before) || Float.isNaN(now)) {
        continue;
      }
      boolean next = nanos[i] > time.atNanos();
      g.setStroke(next ? person(dark) : palette.text());
      g.setLineDashes(next ? PERSON_DASH : SOLID);
      g.strokeLine(
          time.x(nanos[i - 1]),
          y(range, before, top, height),
          time.x(nanos[i]),
          y(range, now, top, height));
    }
    g.setLineDashes();
  }

  /// @param from the first of its steps to be drawn
  private void plan(
      Prediction plan, int column, FanRange range, double top, double height, int from) {
    float[][] rows = plan.actions();
    if (column < 0 || Double.isNaN(plan.stepSeconds())) {
      return;
    }
    for (int row = Math.max(1, from); row < rows.length; row++) {
      g.strokeLine(
          time.x(FanTime.due(plan, row - 1)),
          y(range, rows[row - 1][column], top, height),
          time.x(FanTime.due(plan, row)),
          y(range, rows[row][column], top, height));
    }
  }

  private void newest(
      Prediction plan, int column, FanRange range, double top, double height, boolean stale) {
    float[][] rows = plan.actions();
    if (column < 0 || rows.length == 0 || Double.isNaN(plan.stepSeconds())) {
      return;
    }
    int gone = 0;
    while (gone < rows.length && FanTime.due(plan, gone) < time.atNanos()) {
      gone++;
    }
    g.setLineWidth(PLAN);
    g.setStroke(palette.muted());
    plan(plan, column, range, top, height, 0);
    Color bright = stale ? palette.muted() : palette.accent();
    g.setStroke(bright);
    plan(plan, column, range, top, height, gone);
    for (int row = 0; row < rows.length; row++) {
      g.setFill(row < gone ? palette.muted() : bright);
      double x = time.x(FanTime.due(plan, row));
      double y = y(range, rows[row][column], top, height);
      g.fillOval(x - TICK, y - TICK, 2 * TICK, 2 * TICK);
    }
  }

  private void words(
      ChannelTrace trace,
      @org.jspecify.annotations.Nullable PlacedPlan latest,
      double top,
      double height) {
    double room = time.left() - 8;
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(palette.text());
    g.setFont(Font.font(null, FontWeight.BOLD, TEXT));
    double y = top + Math.min(height / 2, 12);
    g.fillText(PreviewWords.channel(trace.name()), 0, y, room);
    g.setFont(Font.font(TEXT));
    if (latest == null || trace.column() < 0 || trace.column() >= latest.off().length) {
      return;
    }
    double off = latest.off()[trace.column()];
    g.setFill(palette.muted());
    String words =
        Double.isNaN(off)
            ? "not come yet"
            : "off by " + PreviewWords.number(off) + " " + trace.unit();
    g.fillText(words, 0, y + 16, room);
  }
}
