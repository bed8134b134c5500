package dev.handloom.app.ui.plot;

import dev.handloom.app.ui.pixel.RasterImage;
import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// What both plots show: a row of words and numbers per channel, lanes, grid, time axis.
///
/// Lines are pixels; words are labels, so that they are sharp, selectable by assistive technology
/// and follow the theme.
final class PlotFace extends Pane {

  static final double AXIS_HEIGHT = 24;
  private static final double ROW_HEIGHT = 20;
  private static final double PADDING = 8;
  private static final double MIN_LINES_WIDTH = 96;
  private static final double BOUNDS_NEED = 48;
  private static final double LINE_WIDTH = 1.4;

  /// As in the stylesheet.
  private static final double SMALL_TEXT = 12;

  private final List<PlotChannel> channels;
  private final PlotLayout layout;
  private final List<ChannelRow> rows = new ArrayList<>();
  private final List<LaneRange> ranges = new ArrayList<>();
  private final List<Label> bounds = new ArrayList<>();
  private final double[] shownBounds;
  private final ImageView image = new ImageView();
  private final TimeAxis axis = new TimeAxis();
  private @Nullable RasterImage raster;
  private double[] low = new double[0];
  private double[] high = new double[0];
  private List<PlotMark> marks = List.of();
  private DoubleSupplier leastLeft = () -> 0;

  PlotFace(List<PlotChannel> channels, PlotLayout layout) {
    this.channels = List.copyOf(channels);
    this.layout = layout;
    getChildren().addAll(image, axis);
    double unitWidth = widestUnit(channels);
    for (int i = 0; i < channels.size(); i++) {
      ChannelRow row = new ChannelRow(channels.get(i), i, unitWidth);
      rows.add(row);
      getChildren().add(row);
    }
    int lanes = layout == PlotLayout.STACKED ? channels.size() : 1;
    shownBounds = new double[2 * lanes];
    for (int i = 0; i < lanes; i++) {
      ranges.add(rangeOfLane(i));
      for (int side = 0; side < 2; side++) {
        Label bound = new Label();
        bound.getStyleClass().addAll("plot-time", "figures");
        bound.setMouseTransparent(true);
        bounds.add(bound);
        getChildren().add(bound);
      }
    }
    setMouseTransparent(true);
  }

  private static double widestUnit(List<PlotChannel> channels) {
    Text text = new Text();
    text.setFont(Font.font(SMALL_TEXT));
    double widest = 0;
    for (PlotChannel channel : channels) {
      text.setText(channel.unit());
      widest = Math.max(widest, text.getLayoutBounds().getWidth());
    }
    return Math.ceil(widest) + 1;
  }

  private LaneRange rangeOfLane(int lane) {
    if (layout == PlotLayout.STACKED) {
      PlotChannel channel = channels.get(lane);
      return channel.hasFixedRange()
          ? LaneRange.fixed(channel.low(), channel.high())
          : new LaneRange();
    }
    if (!channels.isEmpty() && channels.stream().allMatch(PlotChannel::hasFixedRange)) {
      return LaneRange.fixed(
          channels.stream().mapToDouble(PlotChannel::low).min().orElse(0),
          channels.stream().mapToDouble(PlotChannel::high).max().orElse(1));
    }
    return new LaneRange();
  }

  void setMarks(List<PlotMark> newMarks) {
    marks = List.copyOf(newMarks);
  }

  /// Keeps the lines of several plots under each other.
  void setLeastLeft(DoubleSupplier left) {
    leastLeft = left;
  }

  double linesLeft() {
    return Math.max(leastLeft.getAsDouble(), wordsWidth());
  }

  double wordsWidth() {
    double widest = 0;
    for (ChannelRow row : rows) {
      widest = Math.max(widest, row.prefWidth(-1));
    }
    return Math.ceil(widest) + 2 * PADDING;
  }

  double linesWidth() {
    return Math.max(1, getWidth() - linesLeft() - PADDING);
  }

  double linesHeight() {
    return Math.max(1, getHeight() - AXIS_HEIGHT - 1);
  }

  /// Columns of the picture: one per physical pixel.
  int columns() {
    return Math.max(1, (int) Math.round(linesWidth() * outputScale()));
  }

  @Override
  protected double computeMinHeight(double width) {
    return channels.size() * ROW_HEIGHT + AXIS_HEIGHT;
  }

  @Override
  protected double computeMinWidth(double height) {
    return linesLeft() + MIN_LINES_WIDTH;
  }

  @Override
  protected void layoutChildren() {
    double left = linesLeft();
    double laneHeight = linesHeight() / ranges.size();
    double rowHeight = layout == PlotLayout.STACKED ? laneHeight : ROW_HEIGHT;
    for (int i = 0; i < rows.size(); i++) {
      double y = i * rowHeight + (layout == PlotLayout.STACKED ? (rowHeight - ROW_HEIGHT) / 2 : 4);
      rows.get(i).resizeRelocate(PADDING, Math.rint(y), left - 2 * PADDING, ROW_HEIGHT);
    }
    for (int i = 0; i < ranges.size(); i++) {
      for (int side = 0; side < 2; side++) {
        Label bound = bounds.get(2 * i + side);
        bound.setVisible(laneHeight >= BOUNDS_NEED);
        bound.autosize();
        double y = side == 0 ? i * laneHeight + 2 : (i + 1) * laneHeight - bound.getHeight() - 2;
        bound.relocate(left + 4, Math.rint(y));
      }
    }
    image.relocate(left, 0);
    image.setFitWidth(linesWidth());
    image.setFitHeight(linesHeight());
    axis.resizeRelocate(left, linesHeight(), linesWidth(), AXIS_HEIGHT);
  }

  /// Draws the stretch from `from`, one column per `columnNanos`.
  ///
  /// @param origin added to the times of the ticks
  void draw(
      SeriesSource source,
      long from,
      double columnNanos,
      long gapNanos,
      long origin,
      TimeTicks ticks) {
    int width = columns();
    int height = Math.max(1, (int) Math.round(linesHeight() * outputScale()));
    RasterImage target = rasterOf(width, height);
    boolean dark = Theme.shared().isDark();
    Palette palette = Palette.of(dark);
    PlotRaster paint = new PlotRaster(target.pixels(), width, height);
    paint.clear(Palette.argb(palette.ground()));
    int grid = Palette.argb(palette.grid());
    for (PlotMark mark : marks) {
      paint.band(
          (int) Math.floor((mark.fromNanos() - from) / columnNanos),
          (int) Math.ceil((mark.toNanos() - from) / columnNanos),
          Palette.argb(palette.warning()),
          0.18);
    }
    for (TimeTicks.Tick tick : ticks.ticks()) {
      paint.vertical((int) ((origin + tick.nanos() - from) / columnNanos), grid);
    }
    double laneHeight = (double) height / ranges.size();
    for (int lane = 1; lane < ranges.size(); lane++) {
      paint.horizontal((int) (lane * laneHeight), grid);
    }
    int count = Math.min(channels.size(), source.channelCount());
    double thickness = LINE_WIDTH * outputScale();
    for (int i = 0; i < count; i++) {
      int lane = layout == PlotLayout.STACKED ? i : 0;
      source.reduce(i, from, columnNanos, gapNanos, low, high);
      LaneRange range = ranges.get(lane);
      if (!isFixed(i)) {
        range.see(least(low), greatest(high));
      }
      paint.line(
          low,
          high,
          range,
          (int) (lane * laneHeight) + 1,
          (int) ((lane + 1) * laneHeight),
          thickness,
          Palette.series(i, dark));
    }
    image.setImage(target.present());
    axis.show(ticks, from - origin, columnNanos * width);
    showBounds();
  }

  private boolean isFixed(int channel) {
    return layout == PlotLayout.STACKED
        ? channels.get(channel).hasFixedRange()
        : channels.stream().allMatch(PlotChannel::hasFixedRange);
  }

  void showValues(SeriesSource source, @Nullable Long at) {
    for (int i = 0; i < Math.min(rows.size(), source.channelCount()); i++) {
      rows.get(i).show(at == null ? source.latest(i) : source.valueAt(i, at));
    }
  }

  private void showBounds() {
    for (int i = 0; i < ranges.size(); i++) {
      showBound(2 * i, ranges.get(i).high());
      showBound(2 * i + 1, ranges.get(i).low());
    }
  }

  // Text is made only when the number has changed.
  private void showBound(int index, double value) {
    if (shownBounds[index] != value || bounds.get(index).getText().isEmpty()) {
      shownBounds[index] = value;
      bounds.get(index).setText(TimeText.bound(value));
    }
  }

  private RasterImage rasterOf(int width, int height) {
    RasterImage current = raster;
    if (current == null || current.width() != width || current.height() != height) {
      current = new RasterImage(width, height);
      raster = current;
      low = new double[width];
      high = new double[width];
    }
    return current;
  }

  private double outputScale() {
    Scene scene = getScene();
    return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
  }

  private static double least(double[] values) {
    double least = Double.NaN;
    for (double value : values) {
      if (!(least <= value) && !Double.isNaN(value)) {
        least = value;
      }
    }
    return least;
  }

  private static double greatest(double[] values) {
    double greatest = Double.NaN;
    for (double value : values) {
      if (!(greatest >= value) && !Double.isNaN(value)) {
        greatest = value;
      }
    }
    return greatest;
  }
}
