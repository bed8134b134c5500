package dev.handloom.app.ui.plot;

import dev.handloom.app.ui.fx.Pulse;
import java.util.List;
import java.util.function.LongSupplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;

/// The last seconds of many channels, scrolling with time.
///
/// It draws once per pulse while it is shown, and nothing while it is hidden.
public final class StripPlot extends StackPane {

  private static final double DEFAULT_SECONDS = 10;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double PIXELS_PER_TICK = 96;

  /// Numbers that change at every pulse cannot be read.
  private static final long VALUES_EVERY_NANOS = 100_000_000;

  private static final long DEFAULT_GAP_NANOS = 250_000_000;

  private final DoubleProperty windowSeconds =
      new SimpleDoubleProperty(this, "windowSeconds", DEFAULT_SECONDS);
  private final PlotFace face;
  private final SeriesSource source;
  private final LongSupplier now;
  private long gapNanos = DEFAULT_GAP_NANOS;
  private long valuesShownAt;
  // The marks stand still while the lines move: they are made again only when the plot changes.
  private TimeTicks ticks = new TimeTicks(List.of());
  private long ticksSpan = -1;
  private int ticksMost;

  /// A plot of a source in studio time.
  ///
  /// @param name for assistive technology: "Left glove, fingers"
  public StripPlot(
      String name, List<PlotChannel> channels, PlotLayout layout, SeriesSource source) {
    this(name, channels, layout, source, System::nanoTime);
  }

  /// A plot whose now comes from a clock of the caller, as in replay.
  public StripPlot(
      String name,
      List<PlotChannel> channels,
      PlotLayout layout,
      SeriesSource source,
      LongSupplier now) {
    this.source = source;
    this.now = now;
    this.face = new PlotFace(channels, layout);
    getStyleClass().add("plot");
    setAccessibleRole(AccessibleRole.NODE);
    setAccessibleText(name);
    getChildren().add(face);
    Pulse.shared().whileShown(this, _ -> draw());
  }

  /// How much time it shows.
  public DoubleProperty windowSecondsProperty() {
    return windowSeconds;
  }

  /// Samples further apart are not joined: the gap is seen.
  public void setGapNanos(long nanos) {
    gapNanos = nanos;
  }

  /// Draws what there is now. Called by the pulse; by hand only for a picture off the screen.
  public void draw() {
    if (getWidth() <= 0 || getHeight() <= 0) {
      return;
    }
    int columns = face.columns();
    double columnNanos = windowSeconds.get() * NANOS_PER_SECOND / columns;
    long time = now.getAsLong();
    // Whole columns only: otherwise each sample would wander between two columns and shimmer.
    long end = (long) (Math.ceil(time / columnNanos) * columnNanos);
    long span = (long) (columnNanos * columns);
    long from = end - span;
    face.draw(source, from, columnNanos, gapNanos, end, ticks(span));
    if (time - valuesShownAt >= VALUES_EVERY_NANOS || time < valuesShownAt) {
      valuesShownAt = time;
      face.showValues(source, null);
    }
  }

  private TimeTicks ticks(long span) {
    int most = (int) Math.max(2, face.linesWidth() / PIXELS_PER_TICK);
    if (span != ticksSpan || most != ticksMost) {
      ticks = TimeTicks.ago(-span, 0, most);
      ticksSpan = span;
      ticksMost = most;
    }
    return ticks;
  }
}
