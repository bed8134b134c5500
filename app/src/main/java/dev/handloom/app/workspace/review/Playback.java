package dev.handloom.app.workspace.review;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleLongProperty;

/// Where in an episode we are, and whether it moves. Times are studio time in nanoseconds.
final class Playback {
  private final LongProperty position = new SimpleLongProperty(this, "position");
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final DoubleProperty speed = new SimpleDoubleProperty(this, "speed", 1);
  private long first;
  private long last;
  private long tickedNanos = Long.MIN_VALUE;

  /// A new episode, from its start.
  void load(long firstNanos, long lastNanos) {
    first = firstNanos;
    last = Math.max(firstNanos, lastNanos);
    playing.set(false);
    position.set(first);
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
      seek(position.get() + Math.round((nowNanos - tickedNanos) * speed.get()));
      if (position.get() >= last) {
        playing.set(false);
      }
    }
    tickedNanos = nowNanos;
  }
}
