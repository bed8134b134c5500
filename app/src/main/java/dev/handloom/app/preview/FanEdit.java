package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.session.ChannelTrace;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;

/// The plan that a person bends, drawn over the fan: which joint and step they are at, and how keys
/// and the pointer move it.
final class FanEdit {
  private static final double NUDGE_SHARE = 0.08;
  private static final double POINT = 4;
  private static final double CHOSEN = 7;
  private static final double[] DASH = {7, 3};

  private final PlanEdit plan;
  private int lane;
  private int step;

  FanEdit(PlanEdit plan) {
    this.plan = plan;
    step = plan.steps() / 2;
  }

  static Color colour(boolean dark) {
    int argb = Palette.series(1, dark);
    return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
  }

  /// @return whether the key was for it
  boolean key(KeyEvent event, List<ChannelTrace> lanes, List<FanRange> ranges, Runnable changed) {
    if (lanes.isEmpty()) {
      return false;
    }
    lane = Math.clamp(lane, 0, lanes.size() - 1);
    double by = NUDGE_SHARE * ranges.get(lane).span();
    switch (event.getCode()) {
      case LEFT -> step = Math.max(0, step - 1);
      case RIGHT -> step = Math.min(plan.steps() - 1, step + 1);
      case UP -> lane = Math.max(0, lane - 1);
      case DOWN -> lane = Math.min(lanes.size() - 1, lane + 1);
      case PLUS, EQUALS, ADD -> bend(lanes.get(lane), by, changed);
      case MINUS, SUBTRACT -> bend(lanes.get(lane), -by, changed);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void bend(ChannelTrace trace, double by, Runnable changed) {
    plan.nudge(step, trace.column(), by);
    changed.run();
  }

  /// Goes to the step nearest to a place.
  void point(int atLane, double seconds, Prediction of, long atNanos) {
    lane = atLane;
    double best = Double.POSITIVE_INFINITY;
    for (int row = 0; row < plan.steps(); row++) {
      double off = Math.abs((FanTime.due(of, row) - atNanos) / 1e9 - seconds);
      if (off < best) {
        best = off;
        step = row;
      }
    }
  }

  /// Draws the curve at the step to a value.
  void drag(ChannelTrace trace, double value) {
    plan.nudge(step, trace.column(), value - plan.value(step, trace.column()));
  }

  void paint(
      GraphicsContext g,
      boolean dark,
      FanTime time,
      Prediction of,
      int index,
      ChannelTrace trace,
      FanRange range,
      double top,
      double height) {
    g.setStroke(colour(dark));
    g.setFill(colour(dark));
    g.setLineWidth(2);
    double beforeX = Double.NaN;
    double beforeY = Double.NaN;
    for (int row = 0; row < plan.steps(); row++) {
      double x = time.x(FanTime.due(of, row));
      double y =
          Math.clamp(
              top + height * (1 - range.share(plan.value(row, trace.column()))), top, top + height);
      if (!Double.isNaN(beforeX)) {
        g.setLineDashes(DASH);
        g.strokeLine(beforeX, beforeY, x, y);
        g.setLineDashes();
      }
      beforeX = x;
      beforeY = y;
      double size = index == lane && row == step ? CHOSEN : POINT;
      g.fillRect(x - size / 2, y - size / 2, size, size);
    }
  }
}
