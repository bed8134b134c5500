package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.store.payload.EpisodeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The whole episode as one bar: how far we are, and where something is missing. Click or drag
/// seeks.
final class Timeline extends Region {
  private static final double HEIGHT = 32;
  private static final double TRACK = 6;
  private static final double THUMB = 14;
  private static final double MARK_WIDTH = 4;
  private static final double MARK_HEIGHT = 16;

  private record Mark(long nanos, Region node) {}

  private final Region track = new Region();
  private final Region done = new Region();
  private final Region thumb = new Region();
  private final Region range = new Region();
  private long rangeFrom = Playback.NONE;
  private long rangeTo = Playback.NONE;
  private final List<Mark> marks = new ArrayList<>();
  private final LongConsumer seek;
  private long first;
  private long last = 1;
  private long position;

  /// @param seek hears where a person wants to be
  /// @param point hears where the pointer is, as a share of the whole; -1 when it has gone
  Timeline(LongConsumer seek, DoubleConsumer point) {
    this.seek = seek;
    setId("review-timeline");
    getStyleClass().add("timeline");
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText("Time in the episode, seconds");
    setFocusTraversable(true);
    track.getStyleClass().add("timeline-track");
    done.getStyleClass().add("timeline-done");
    thumb.getStyleClass().add("timeline-thumb");
    range.getStyleClass().add("timeline-range");
    range.setVisible(false);
    for (Node part : List.of(track, range, done, thumb)) {
      part.setMouseTransparent(true);
    }
    getChildren().addAll(track, range, done, thumb);
    setMinSize(120, HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point.accept(share(event)));
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> point.accept(-1));
  }

  /// Another episode.
  void load(long firstNanos, long lastNanos, List<EpisodeEvent> losses) {
    first = firstNanos;
    last = Math.max(firstNanos + 1, lastNanos);
    marks.clear();
    for (EpisodeEvent loss : losses) {
      Region mark = new Region();
      mark.getStyleClass().add("timeline-mark");
      String words =
          "%s at %s, %s"
              .formatted(
                  Losses.words(loss),
                  TimeText.clock(loss.studioNanos() - first),
                  loss.subject().isEmpty() ? "whole take" : EpisodeWords.stream(loss.subject()));
      Tooltip.install(mark, new Tooltip(words));
      marks.add(new Mark(loss.studioNanos(), mark));
    }
    getChildren().setAll(track, range, done);
    marks.forEach(mark -> getChildren().add(mark.node()));
    getChildren().add(thumb);
    show(firstNanos);
  }

  void show(long nanos) {
    position = nanos;
    notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
    place();
  }

  private void onMouse(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      requestFocus();
      seek.accept(first + Math.round(share(event) * (last - first)));
      event.consume();
    }
  }

  private double share(MouseEvent event) {
    double room = getWidth() - THUMB;
    return room <= 0 ? 0 : Math.clamp((event.getX() - THUMB / 2) / room, 0, 1);
  }

  /// The marked range; [Playback#NONE] without one.
  ///
  /// @param looping whether it is played over and over
  void range(long fromNanos, long toNanos, boolean looping) {
    rangeFrom = fromNanos;
    rangeTo = toNanos;
    range.setVisible(fromNanos != Playback.NONE && toNanos > fromNanos);
    range.pseudoClassStateChanged(PseudoClass.getPseudoClass("looping"), looping);
    requestLayout();
  }

  private double x(long nanos) {
    double share = Math.clamp((double) (nanos - first) / (last - first), 0, 1);
    return THUMB / 2 + share * (getWidth() - THUMB);
  }

  @Override
  protected void layoutChildren() {
    double y = (getHeight() - TRACK) / 2;
    track.resizeRelocate(THUMB / 2, y, Math.max(0, getWidth() - THUMB), TRACK);
    if (range.isVisible()) {
      double from = x(rangeFrom);
      range.resizeRelocate(
          from, (getHeight() - MARK_HEIGHT) / 2, Math.max(2, x(rangeTo) - from), MARK_HEIGHT);
    }
    for (Mark mark : marks) {
      mark.node()
          .resizeRelocate(
              Math.rint(x(mark.nanos()) - MARK_WIDTH / 2),
              (getHeight() - MARK_HEIGHT) / 2,
              MARK_WIDTH,
              MARK_HEIGHT);
    }
    place();
  }

  // By itself, as it moves sixty times a second: the marks need no new layout for it.
  private void place() {
    double x = x(position);
    done.resizeRelocate(THUMB / 2, (getHeight() - TRACK) / 2, Math.max(0, x - THUMB / 2), TRACK);
    thumb.resizeRelocate(x - THUMB / 2, (getHeight() - THUMB) / 2, THUMB, THUMB);
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> (position - first) / 1e9;
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> (last - first) / 1e9;
      case ORIENTATION -> Orientation.HORIZONTAL;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }
}
