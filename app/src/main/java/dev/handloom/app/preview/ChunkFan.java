package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.preview.session.ChannelTrace;
import dev.handloom.preview.session.PlacedPlan;
import dev.handloom.preview.session.PreviewMoment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// What a model would do, joint by joint: its plans fan out of the measured line.
final class ChunkFan extends Region {
  static final int MOST_LANES = 6;
  private static final double BACK_SECONDS = 2;
  private static final double LEAST_AHEAD = 1.2;
  private static final double LABEL = 132;
  private static final double LEAST_LABEL = 96;
  private static final double LEGEND = 20;
  private static final double AXIS = 18;
  private static final double GAP = 4;
  private static final double LEAST_LANE = 36;
  private static final double TEXT = 12;
  private static final int SMOOTHED = 8;

  private final Canvas canvas = new Canvas();
  private final Map<String, FanRange> ranges = new HashMap<>();
  private List<String> joints = List.of();
  private @Nullable PreviewMoment moment;
  private @Nullable FanEdit edit;
  private Runnable edited = () -> {};
  private int pressed;

  ChunkFan() {
    setId("preview.fan");
    getStyleClass().add("fan");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("What it would do, joint by joint");
    getChildren().add(canvas);
    setMinSize(240, LEGEND + AXIS + LEAST_LANE);
    Theme.shared().follow(this, _ -> draw());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
    addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        _ -> {
          if (edit != null) {
            edited.run();
          }
        });
  }

  void show(@Nullable PreviewMoment now) {
    moment = now;
    draw();
  }

  void redraw() {
    draw();
  }

  /// Hears that a person has bent the plan.
  void onEdit(Runnable hears) {
    edited = hears;
  }

  /// Lets a person bend a plan from now on; null ends it.
  void edit(@Nullable PlanEdit plan) {
    edit = plan == null ? null : new FanEdit(plan);
    setFocusTraversable(plan != null);
    if (plan != null) {
      requestFocus();
    }
    draw();
  }

  private void onKey(KeyEvent event) {
    PreviewMoment now = moment;
    FanEdit bending = edit;
    if (now == null || bending == null) {
      return;
    }
    List<ChannelTrace> lanes = lanes(now, getHeight());
    if (bending.key(event, lanes, lanes.stream().map(this::range).toList(), edited)) {
      event.consume();
      draw();
    }
  }

  private FanRange range(ChannelTrace trace) {
    return ranges.computeIfAbsent(trace.name(), _ -> new FanRange());
  }

  private void onPress(MouseEvent event) {
    PreviewMoment now = moment;
    FanEdit bending = edit;
    PlacedPlan latest = now == null ? null : now.latest();
    if (now == null || bending == null || latest == null) {
      return;
    }
    requestFocus();
    List<ChannelTrace> lanes = lanes(now, getHeight());
    pressed =
        Math.clamp((int) ((event.getY() - LEGEND) / (lane(lanes) + GAP)), 0, lanes.size() - 1);
    bending.point(
        pressed,
        time(now, getWidth()).seconds(event.getX()),
        latest.prediction(),
        now.playhead().atNanos());
    event.consume();
    draw();
  }

  private void onDrag(MouseEvent event) {
    PreviewMoment now = moment;
    FanEdit bending = edit;
    if (now == null || bending == null) {
      return;
    }
    List<ChannelTrace> lanes = lanes(now, getHeight());
    if (pressed < lanes.size()) {
      double height = lane(lanes);
      double top = LEGEND + pressed * (height + GAP);
      ChannelTrace trace = lanes.get(pressed);
      bending.drag(trace, range(trace).value(1 - (event.getY() - top) / height));
      event.consume();
      draw();
    }
  }

  private double lane(List<ChannelTrace> lanes) {
    return (getHeight() - LEGEND - AXIS - GAP * (lanes.size() - 1)) / lanes.size();
  }

  /// @param names of the channels, in order; those that are not there are left out
  void joints(List<String> names) {
    joints = List.copyOf(names);
    draw();
  }

  List<String> joints() {
    return joints;
  }

  /// Those of the channels that move most now, in the model's order.
  static List<String> liveliest(List<ChannelTrace> traces, int most) {
    Comparator<ChannelTrace> byMotion = Comparator.comparingDouble(ChunkFan::motion);
    List<ChannelTrace> chosen =
        traces.stream()
            .filter(trace -> trace.column() >= 0)
            .sorted(byMotion.reversed())
            .limit(most)
            .toList();
    return traces.stream().filter(chosen::contains).map(ChannelTrace::name).toList();
  }

  private static double motion(ChannelTrace trace) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double sum = 0;
    // Of the mean over some samples: a sensor that only trembles does not move.
    for (int i = 0; i < trace.values().length; i++) {
      sum += trace.values()[i] - (i < SMOOTHED ? 0 : trace.values()[i - SMOOTHED]);
      if (Double.isNaN(sum)) {
        break;
      }
      if (i >= SMOOTHED - 1) {
        low = Math.min(low, sum / SMOOTHED);
        high = Math.max(high, sum / SMOOTHED);
      }
    }
    double span = high > low ? high - low : 0;
    return trace.spread() > 0 ? span / trace.spread() : span;
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width <= 0 || height <= 0) {
      return;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    boolean dark = Theme.shared().isDark();
    Palette palette = Palette.of(dark);
    PreviewMoment now = moment;
    List<ChannelTrace> lanes = now == null ? List.of() : lanes(now, height);
    if (now == null || lanes.isEmpty()) {
      g.setFont(Font.font(TEXT));
      g.setTextAlign(TextAlignment.CENTER);
      g.setTextBaseline(VPos.CENTER);
      g.setFill(palette.muted());
      g.fillText("No plan yet", width / 2, height / 2);
      return;
    }
    FanTime time = time(now, width);
    double lane = lane(lanes);
    FanPaint paint = new FanPaint(g, dark, time);
    double top = LEGEND;
    for (ChannelTrace trace : lanes) {
      FanRange range = range(trace);
      paint.lane(now, trace, range, top, lane);
      FanEdit bending = edit;
      PlacedPlan latest = now.latest();
      if (bending != null && latest != null) {
        int index = lanes.indexOf(trace);
        bending.paint(g, dark, time, latest.prediction(), index, trace, range, top, lane);
      }
      top += lane + GAP;
    }
    axis(g, palette, time, height);
    legend(g, palette, now, dark, width, edit != null);
  }

  private List<ChannelTrace> lanes(PreviewMoment now, double height) {
    int fit = (int) Math.max(1, (height - LEGEND - AXIS + GAP) / (LEAST_LANE + GAP));
    List<ChannelTrace> lanes = new ArrayList<>();
    for (ChannelTrace trace : now.traces()) {
      if (joints.contains(trace.name()) && lanes.size() < Math.min(fit, MOST_LANES)) {
        lanes.add(trace);
      }
    }
    return lanes;
  }

  private static FanTime time(PreviewMoment now, double width) {
    double label = width < 460 ? LEAST_LABEL : LABEL;
    double ahead = LEAST_AHEAD;
    if (now.model() != null && now.model().stepSeconds() > 0) {
      ahead = Math.max(ahead, now.model().steps() * now.model().stepSeconds() + 0.1);
    }
    return new FanTime(now.playhead().atNanos(), BACK_SECONDS, ahead, label, width - label - 1);
  }

  private static void axis(GraphicsContext g, Palette palette, FanTime time, double height) {
    g.setFont(Font.font(TEXT));
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(palette.muted());
    for (double second = -time.back() + 1; second <= time.ahead(); second += 1) {
      String words = second == 0 ? "now" : String.format(Locale.ROOT, "%+.0f s", second);
      g.fillText(words, time.x(second), height - AXIS / 2);
    }
  }

  private static void legend(
      GraphicsContext g,
      Palette palette,
      PreviewMoment now,
      boolean dark,
      double width,
      boolean bent) {
    double x = 0;
    x = entry(g, palette, palette.text(), null, "measured", x, width);
    x = entry(g, palette, palette.accent(), null, "would do", x, width);
    x = entry(g, palette, palette.muted(), null, "of it already past", x, width);
    if (bent) {
      x = entry(g, palette, FanEdit.colour(dark), new double[] {7, 3}, "what if", x, width);
    }
    if (!now.playhead().live()) {
      entry(g, palette, FanPaint.person(dark), new double[] {5, 3}, "the person did", x, width);
    }
  }

  private static double entry(
      GraphicsContext g,
      Palette palette,
      Color colour,
      double @Nullable [] dash,
      String words,
      double x,
      double width) {
    double wide = 22 + words.length() * 6.4 + 14;
    if (x + wide > width) {
      return x;
    }
    g.setStroke(colour);
    g.setLineWidth(2);
    g.setLineDashes(dash);
    g.strokeLine(x, LEGEND / 2 - 1, x + 16, LEGEND / 2 - 1);
    g.setLineDashes();
    g.setFill(palette.muted());
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.fillText(words, x + 22, LEGEND / 2 - 1);
    return x + wide;
  }
}
