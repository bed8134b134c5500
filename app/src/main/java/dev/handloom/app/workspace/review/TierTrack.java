package dev.handloom.app.workspace.review;

import dev.handloom.app.workspace.review.TierBars.Bar;
import dev.handloom.app.workspace.review.TierBars.Kind;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.review.Review.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The episode in rows over time: what is to be used, each reviewer's segments, markers, findings,
/// gaps, clocks that were not locked. A click seeks; the edge of a segment can be dragged.
final class TierTrack extends Region {
  private static final double ROW = 18;
  private static final double GAP = 2;
  private static final double NAMES = 88;
  private static final double LEAST_WIDTH = 4;

  /// So near to an edge the pointer takes hold of it.
  private static final double GRIP = 5;

  /// A person moves an edge of a segment.
  @FunctionalInterface
  interface EdgeMove {
    void to(Segment segment, boolean end, long takeNanos);
  }

  private record Placed(int row, Bar bar, Node node) {}

  /// An edge that the pointer holds.
  private record Held(Placed placed, Segment segment, boolean end) {}

  private final LongConsumer seek;
  private final EdgeMove move;
  private final Tooltip words = new Tooltip();
  private String pointed = "";
  private @Nullable Held held;
  private long heldAt;
  private final Region head = new Region();
  private final List<Placed> bars = new ArrayList<>();
  private final List<Label> names = new ArrayList<>();
  private @Nullable EpisodeReader episode;
  private @Nullable Judged judged;
  private SegmentWork.@Nullable Begun begun;
  private long length = 1;
  private long here;

  /// @param seek hears where a person wants to be, counted from the start of the take
  /// @param move hears where an edge was dragged to
  TierTrack(LongConsumer seek, EdgeMove move) {
    this.seek = seek;
    this.move = move;
    setId("review-tiers");
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText("Segments, markers and findings over time");
    getStyleClass().add("tiers");
    head.getStyleClass().add("tier-head");
    head.setMouseTransparent(true);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::onReleased);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::onMoved);
    // One for all: each would be a window of its own.
    Tooltip.install(this, words);
    words.setOnShowing(_ -> words.setText(pointed));
  }

  /// Another episode, or none for now: its rows come when it is known what is said of it. Until
  /// then the room stays, so that nothing moves from one episode to the next.
  void open(@Nullable EpisodeReader reader) {
    episode = reader;
    length = reader == null ? 1 : Math.max(1, reader.stopNanos() - reader.startNanos());
    if (reader == null) {
      judged = null;
      begun = null;
      getChildren().removeIf(node -> bars.stream().anyMatch(bar -> bar.node().equals(node)));
      bars.clear();
    }
  }

  /// @param now null where what is said of it cannot be read
  void show(@Nullable Judged now) {
    judged = now;
    rebuild();
  }

  void show(SegmentWork.@Nullable Begun open) {
    begun = open;
    rebuild();
  }

  /// The playhead, counted from the start of the take.
  void at(long takeNanos) {
    here = takeNanos;
    placeHead();
    if (begun != null) {
      requestLayout();
    }
  }

  private void rebuild() {
    EpisodeReader reader = episode;
    Map<String, List<Bar>> rows = reader == null ? Map.of() : TierBars.of(reader, judged, begun);
    bars.clear();
    names.clear();
    getChildren().clear();
    int row = 0;
    for (Map.Entry<String, List<Bar>> each : rows.entrySet()) {
      Label name = new Label(each.getKey());
      name.getStyleClass().addAll("text-small", "text-muted");
      names.add(name);
      getChildren().add(name);
      for (Bar bar : each.getValue()) {
        Node node = node(bar);
        bars.add(new Placed(row, bar, node));
        getChildren().add(node);
      }
      row++;
    }
    getChildren().add(head);
    head.setVisible(row > 0);
    double height = row * (ROW + GAP);
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
    setVisible(row > 0);
    setManaged(row > 0);
    requestLayout();
  }

  private static Node node(Bar bar) {
    Label label = new Label(bar.words());
    label.getStyleClass().addAll("tier-bar", bar.kind().name().toLowerCase(Locale.ROOT));
    label.setMinWidth(0);
    label.setMouseTransparent(true);
    label.setAccessibleText(bar.more());
    return label;
  }

  private void onMoved(MouseEvent event) {
    setCursor(edge(event) == null ? Cursor.DEFAULT : Cursor.H_RESIZE);
    int row = (int) (event.getY() / (ROW + GAP));
    String found = row < names.size() ? names.get(row).getText() : "";
    for (Placed placed : bars) {
      if (placed.node().getBoundsInParent().contains(event.getX(), event.getY())) {
        found = placed.bar().more();
      }
    }
    if (!found.equals(pointed)) {
      pointed = found;
      words.setText(found);
    }
  }

  private void onPressed(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      held = edge(event);
      onMouse(event);
    }
  }

  private void onMouse(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && (held != null || event.getX() >= NAMES)) {
      double share = Math.clamp((event.getX() - NAMES) / Math.max(1, getWidth() - NAMES), 0, 1);
      heldAt = Math.round(share * length);
      // The pictures show what is at the edge.
      seek.accept(heldAt);
      if (held != null) {
        requestLayout();
      }
      event.consume();
    }
  }

  private void onReleased(MouseEvent event) {
    Held edge = held;
    held = null;
    if (edge != null) {
      requestLayout();
      event.consume();
      if (heldAt != (edge.end() ? edge.segment().toNanos() : edge.segment().fromNanos())) {
        move.to(edge.segment(), edge.end(), heldAt);
      }
    }
  }

  /// The edge of a segment that is under the pointer; null where there is none.
  private @Nullable Held edge(MouseEvent event) {
    int row = (int) (event.getY() / (ROW + GAP));
    Held found = null;
    double nearest = GRIP;
    for (Placed placed : bars) {
      Segment segment = placed.bar().segment();
      if (segment == null || placed.row() != row) {
        continue;
      }
      for (boolean end : new boolean[] {false, true}) {
        double away = Math.abs(event.getX() - x(end ? segment.toNanos() : segment.fromNanos()));
        if (away < nearest) {
          nearest = away;
          found = new Held(placed, segment, end);
        }
      }
    }
    return found;
  }

  private double x(long takeNanos) {
    double share = Math.clamp((double) takeNanos / length, 0, 1);
    return NAMES + share * Math.max(0, getWidth() - NAMES);
  }

  @Override
  protected void layoutChildren() {
    for (int i = 0; i < names.size(); i++) {
      names.get(i).resizeRelocate(0, i * (ROW + GAP), NAMES - GAP, ROW);
    }
    for (Placed placed : bars) {
      Bar bar = placed.bar();
      long from = bar.kind() == Kind.BEGUN ? Math.min(bar.fromNanos(), here) : bar.fromNanos();
      long to = bar.kind() == Kind.BEGUN ? Math.max(bar.fromNanos(), here) : bar.toNanos();
      Held edge = held;
      if (edge != null && edge.placed().equals(placed)) {
        from = edge.end() ? from : Math.min(heldAt, to);
        to = edge.end() ? Math.max(heldAt, from) : to;
      }
      double left = Math.rint(x(from));
      double width = Math.max(LEAST_WIDTH, Math.rint(x(to)) - left - 1);
      placed
          .node()
          .resizeRelocate(
              Math.min(left, getWidth() - width), placed.row() * (ROW + GAP), width, ROW);
    }
    placeHead();
  }

  private void placeHead() {
    head.resizeRelocate(Math.rint(x(here)) - 1, 0, 2, getHeight());
  }
}
