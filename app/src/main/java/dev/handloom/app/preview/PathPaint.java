package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.device.space.Vec3;
import dev.handloom.preview.model.Prediction;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Paints paths into a picture: bright where the plan leads, grey what of it is past, thin what was
/// measured, dashed what the person did next.
final class PathPaint {
  private static final long MEASURED_NANOS = 2_000_000_000L;
  private static final double PLAN = 3;
  private static final double MEASURED = 1.5;
  private static final double TICK = 2.5;
  private static final double CHOSEN = 5;
  private static final double TEXT = 12;
  private static final Color SHADE = Color.rgb(0, 0, 0, 0.55);
  private static final Color WHITE = Color.rgb(255, 255, 255, 0.9);
  private static final Color PAST = Color.rgb(176, 176, 176);
  private static final double[] DASH = {5, 3};
  private static final double[] SOLID = {};

  private final GraphicsContext g;
  private final Palette palette;
  private final boolean dark;
  private final PathLook look;
  private final PathPlace place;
  private final double[] pixel = new double[2];

  PathPaint(GraphicsContext g, Palette palette, boolean dark, PathLook look, PathPlace place) {
    this.g = g;
    this.palette = palette;
    this.dark = dark;
    this.look = look;
    this.place = place;
  }

  void measured(PathChannels path, long atNanos) {
    long[] nanos = path.nanos();
    boolean before = false;
    double x = 0;
    double y = 0;
    for (int i = 0; i < nanos.length; i++) {
      if (nanos[i] < atNanos - MEASURED_NANOS) {
        continue;
      }
      boolean seen = look.project(path.measured(i), pixel);
      double nextX = place.x(pixel[0]);
      double nextY = place.y(pixel[1]);
      if (before && seen) {
        boolean next = nanos[i] > atNanos;
        line(
            x,
            y,
            nextX,
            nextY,
            next ? FanPaint.person(dark) : WHITE,
            MEASURED,
            next ? DASH : SOLID);
      }
      before = seen;
      x = nextX;
      y = nextY;
    }
  }

  void planned(PathChannels path, Prediction plan, long atNanos, boolean stale) {
    if (Double.isNaN(plan.stepSeconds())) {
      return;
    }
    boolean before = false;
    double x = 0;
    double y = 0;
    for (int row = 0; row < plan.actions().length; row++) {
      boolean seen = look.project(path.planned(plan.actions()[row]), pixel);
      double nextX = place.x(pixel[0]);
      double nextY = place.y(pixel[1]);
      Color colour = stale || FanTime.due(plan, row) < atNanos ? PAST : palette.accent();
      if (seen) {
        if (before) {
          line(x, y, nextX, nextY, colour, PLAN, SOLID);
        }
        g.setFill(colour);
        g.fillOval(nextX - TICK, nextY - TICK, 2 * TICK, 2 * TICK);
      }
      before = seen;
      x = nextX;
      y = nextY;
    }
    if (before) {
      name(path.words(), x, y);
    }
  }

  /// The plan as it was bent, the step that is held largest.
  void bent(List<PathChannels> paths, PathEdit edit) {
    float[][] rows = edit.plan().rows();
    for (int p = 0; p < paths.size(); p++) {
      boolean before = false;
      double x = 0;
      double y = 0;
      for (int row = 0; row < rows.length; row++) {
        Vec3 point = paths.get(p).planned(rows[row]);
        boolean seen = look.project(point, pixel);
        double nextX = place.x(pixel[0]);
        double nextY = place.y(pixel[1]);
        if (seen) {
          if (before) {
            line(x, y, nextX, nextY, FanEdit.colour(dark), 2, DASH);
          }
          double half = p == edit.path() && row == edit.step() ? CHOSEN : TICK;
          g.setFill(FanEdit.colour(dark));
          g.fillRect(nextX - half, nextY - half, 2 * half, 2 * half);
        }
        before = seen;
        x = nextX;
        y = nextY;
      }
    }
  }

  /// Over any picture: on a dark seam.
  private void line(
      double x, double y, double toX, double toY, Color colour, double width, double[] dash) {
    g.setLineDashes(SOLID);
    g.setStroke(SHADE);
    g.setLineWidth(width + 2);
    g.strokeLine(x, y, toX, toY);
    g.setLineDashes(dash);
    g.setStroke(colour);
    g.setLineWidth(width);
    g.strokeLine(x, y, toX, toY);
    g.setLineDashes(SOLID);
  }

  private void name(String words, double x, double y) {
    g.setFont(Font.font(TEXT));
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.setStroke(SHADE);
    g.setLineWidth(3);
    g.strokeText(words, x + 8, y);
    g.setFill(Color.WHITE);
    g.fillText(words, x + 8, y);
  }
}
