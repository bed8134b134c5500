package dev.handloom.app.workspace.review;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;

/// Where in an episode we are, and whether it moves. Times are studio time in nanoseconds.
final class Playback {
  /// No edge of a range is set.
  static final long NONE = Long.MIN_VALUE;

  static final List<Double> SPEEDS = List.of(0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  private final LongProperty position = new SimpleLongProperty(this, "position");
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
  private long first;
  private long last;
  private final LongProperty rangeFrom = new SimpleLongProperty(this, "rangeFrom", NONE);
  private final LongProperty rangeTo = new SimpleLongProperty(this, "rangeTo", NONE);
  private final BooleanProperty looping = new SimpleBooleanProperty(this, "looping");
  private long tickedNanos = Long.MIN_VALUE;

  /// A new episode, from its start.
  void load(long firstNanos, long lastNanos) {
    first = firstNanos;
    last = Math.max(firstNanos, lastNanos);
    playing.set(false);
    looping.set(false);
    rangeFrom.set(NONE);
    rangeTo.set(NONE);
    position.set(first);
  }

  /// Where the marked range begins; [#NONE] without one.
  LongProperty rangeFromProperty() {
    return rangeFrom;
  }

  /// Where the marked range ends; [#NONE] without one.
  LongProperty rangeToProperty() {
    return rangeTo;
  }

  /// Whether the marked range is played over and over.
  BooleanProperty loopingProperty() {
    return looping;
  }

  /// The range begins here.
  void markFrom() {
    rangeFrom.set(position.get());
    if (rangeTo.get() <= rangeFrom.get()) {
      rangeTo.set(last);
    }
  }

  /// The range ends here.
  void markTo() {
    rangeTo.set(position.get());
    if (rangeFrom.get() == NONE || rangeFrom.get() >= rangeTo.get()) {
      rangeFrom.set(first);
    }
  }

  boolean hasRange() {
    return rangeFrom.get() != NONE && rangeTo.get() > rangeFrom.get();
  }

  /// Plays the marked range over and over, or all of it where none is; or no more.
  void toggleLoop() {
    looping.set(!looping.get());
    if (looping.get() && hasRange() && !inRange(position.get())) {
      seek(rangeFrom.get());
    }
  }

  private boolean inRange(long nanos) {
    return nanos >= rangeFrom.get() && nanos < rangeTo.get();
  }

  private long loopFrom() {
    return hasRange() ? rangeFrom.get() : first;
  }

  private long loopTo() {
    return hasRange() ? rangeTo.get() : last;
  }

  /// The next faster of the speeds.
  void faster() {
    speed.set(SPEEDS.stream().filter(s -> s > speed.get()).findFirst().orElse(speed.get()));
  }

  /// The next slower of the speeds.
  void slower() {
    speed.set(
        SPEEDS.reversed().stream().filter(s -> s < speed.get()).findFirst().orElse(speed.get()));
  }

  LongProperty positionProperty() {
    return position;
  }

  BooleanProperty playingProperty() {
    return playing;
  }

  DoubleProperty speedProperty() {
    return speed;
  }

  long firstNanos() {
    return first;
  }

  long lastNanos() {
    return last;
  }

  /// Time since the start of the episode.
  long elapsedNanos() {
    return position.get() - first;
  }

  /// Goes to a time, as near as the episode allows.
  void seek(long nanos) {
    position.set(Math.clamp(nanos, first, last));
  }

  /// Goes a step forwards or backwards, and stops playing.
  void step(long nanos) {
    playing.set(false);
    seek(position.get() + nanos);
  }

  /// Plays or pauses; at the end it begins again.
  void toggle() {
    if (!playing.get() && position.get() >= last) {
      seek(first);
    }
    tickedNanos = Long.MIN_VALUE;
    playing.set(!playing.get());
  }

  /// Moves on by the time that has passed. Called once per pulse.
  void tick(long nowNanos) {
    if (!playing.get()) {
      tickedNanos = Long.MIN_VALUE;
      return;
    }
    if (tickedNanos != Long.MIN_VALUE) {
      long next = position.get() + Math.round((nowNanos - tickedNanos) * speed.get());
      if (looping.get() && next >= loopTo() && loopTo() > loopFrom()) {
        next = loopFrom() + Math.floorMod(next - loopTo(), loopTo() - loopFrom());
      }
      seek(next);
      if (position.get() >= last) {
        playing.set(false);
      }
    }
    tickedNanos = nowNanos;
  }
}
