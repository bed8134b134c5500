package dev.handloom.app.ui.plot;

import dev.handloom.app.ui.theme.Theme;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/// A whole episode, with a playhead.
///
/// Click or drag seeks; the wheel zooms around the pointer, with Shift it moves along. With the
/// focus: ← and → step, Shift makes the step ten times as long, + and − zoom, 0 shows all, Home and
/// End go to the ends. The numbers are those at the playhead.
public final class EpisodePlot extends StackPane {

  private static final double PIXELS_PER_TICK = 96;
  private static final double ZOOM_STEP = 0.8;
  private static final double PAN_STEP = 0.1;
  private static final long STEP_NANOS = 33_333_333;

  private final PlotFace face;
  private final SeriesSource source;
  private final long gapNanos;
  private final MarkLabels markLabels = new MarkLabels();
  private final Line head = new Line();
  private final Pane overlay = new Pane(head);
  private final LongProperty playhead = new SimpleLongProperty(this, "playheadNanos");
  private final ReadOnlyObjectWrapper<ViewRange> view;
  private LongConsumer seek = _ -> {};
  private boolean stale = true;

  /// @param name for assistive technology
  /// @param gapNanos samples further apart are not joined
  public EpisodePlot(
      String name,
      List<PlotChannel> channels,
      PlotLayout layout,
      SeriesSource source,
      long gapNanos) {
    this.source = source;
    this.gapNanos = gapNanos;
    this.face = new PlotFace(channels, layout);
    this.view =
        new ReadOnlyObjectWrapper<>(
            this, "view", ViewRange.whole(source.firstNanos(), source.lastNanos()));
    playhead.set(source.firstNanos());
    getStyleClass().add("plot");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText(name);
    head.setStrokeWidth(2);
    head.setStyle("-fx-stroke: -color-accent-emphasis");
    overlay.setMouseTransparent(true);
    getChildren().addAll(face, markLabels, overlay);
    setCursor(Cursor.DEFAULT);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
    addEventHandler(ScrollEvent.SCROLL, this::onScroll);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    playhead.addListener(_ -> movePlayhead());
    view.addListener(_ -> redraw());
    Theme.shared().follow(this, _ -> redraw());
    widthProperty().addListener(_ -> redraw());
    heightProperty().addListener(_ -> redraw());
  }

  /// The time shown as the playhead, studio time. Set it from the player; a person's wish to move
  /// it comes through [#setOnSeek].
  public LongProperty playheadProperty() {
    return playhead;
  }

  /// Hears where a person wants to be.
  public void setOnSeek(LongConsumer action) {
    seek = action;
  }

  /// What it shows; several plots can be kept together with [#setView].
  public ReadOnlyObjectProperty<ViewRange> viewProperty() {
    return view.getReadOnlyProperty();
  }

  public void setView(ViewRange range) {
    view.set(range);
  }

  /// Gives all plots the same room for words, so that an instant is at the same place in each.
  public static void align(List<EpisodePlot> plots) {
    List<EpisodePlot> all = List.copyOf(plots);
    for (EpisodePlot plot : all) {
      plot.face.setLeastLeft(
          () -> all.stream().mapToDouble(p -> p.face.wordsWidth()).max().orElse(0));
    }
  }

  /// Shows stretches to look at.
  public void setMarks(List<PlotMark> marks) {
    face.setMarks(marks);
    markLabels.setMarks(marks);
    redraw();
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    ViewRange range = view.get();
    return switch (attribute) {
      case VALUE -> seconds(playhead.get() - range.wholeFrom());
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> seconds(range.wholeTo() - range.wholeFrom());
      case ORIENTATION -> Orientation.HORIZONTAL;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    // A number that changes at the playhead asks for layout too: that must not draw the episode
    // anew.
    if (stale && getWidth() > 0 && getHeight() > 0) {
      stale = false;
      draw();
    }
  }

  private void redraw() {
    stale = true;
    requestLayout();
  }

  private void draw() {
    // Its own layout comes after this one, and the drawing needs its widths.
    face.layout();
    ViewRange range = view.get();
    int ticks = (int) Math.max(2, face.linesWidth() / PIXELS_PER_TICK);
    face.draw(
        source,
        range.from(),
        (double) range.span() / face.columns(),
        gapNanos,
        0,
        TimeTicks.since(range.wholeFrom(), range.from(), range.to(), ticks));
    markLabels.place(range, face.linesLeft(), face.linesWidth());
    movePlayhead();
  }

  private void movePlayhead() {
    ViewRange range = view.get();
    double share = (double) (playhead.get() - range.from()) / range.span();
    head.setVisible(share >= 0 && share <= 1);
    double x = Math.rint(face.linesLeft() + share * face.linesWidth());
    head.setStartX(x);
    head.setEndX(x);
    head.setStartY(1);
    head.setEndY(face.linesHeight());
    face.showValues(source, playhead.get());
  }

  private long timeAt(double x) {
    ViewRange range = view.get();
    double share = Math.clamp((x - face.linesLeft()) / face.linesWidth(), 0, 1);
    return range.from() + Math.round(share * range.span());
  }

  private void onMouse(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      requestFocus();
      seekTo(timeAt(event.getX()));
      event.consume();
    }
  }

  private void onScroll(ScrollEvent event) {
    // With Shift some platforms turn the wheel's direction.
    double turn = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    if (turn == 0) {
      return;
    }
    if (event.isShiftDown()) {
      view.set(view.get().pan(-Math.signum(turn) * PAN_STEP));
    } else {
      view.set(view.get().zoom(turn > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, timeAt(event.getX())));
    }
    event.consume();
  }

  private void onKey(KeyEvent event) {
    ViewRange range = view.get();
    long step = event.isShiftDown() ? 10 * STEP_NANOS : STEP_NANOS;
    switch (event.getCode()) {
      case LEFT -> seekTo(playhead.get() - step);
      case RIGHT -> seekTo(playhead.get() + step);
      case HOME -> seekTo(range.wholeFrom());
      case END -> seekTo(range.wholeTo());
      case PLUS, ADD, EQUALS -> view.set(range.zoom(ZOOM_STEP, playhead.get()));
      case MINUS, SUBTRACT -> view.set(range.zoom(1 / ZOOM_STEP, playhead.get()));
      case DIGIT0, NUMPAD0 -> view.set(ViewRange.whole(range.wholeFrom(), range.wholeTo()));
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void seekTo(long time) {
    ViewRange range = view.get();
    long wanted = Math.clamp(time, range.wholeFrom(), range.wholeTo());
    view.set(range.reveal(wanted));
    playhead.set(wanted);
    seek.accept(wanted);
  }
}
