package dev.handloom.preview.session;

import dev.handloom.device.clock.StudioClock;

/// Where in an episode one looks, and whether it goes on by itself. Any thread; several previews
/// may follow one.
public final class Playback {
  private long startNanos;
  private long stopNanos;
  private long atNanos;
  private long sinceNanos;
  private boolean playing;
  private double speed = 1;
  private boolean known;
  private boolean sought;

  /// The stretch there is. Where somebody went before it was known stays, as far as it reaches.
  synchronized void within(long start, long stop) {
    long now = at();
    startNanos = start;
    stopNanos = stop;
    atNanos = known || sought ? Math.clamp(now, start, stop) : start;
    sinceNanos = StudioClock.now();
    known = true;
  }

  /// Jumps; goes on playing from there where it played.
  public synchronized void seek(long nanos) {
    atNanos = known ? Math.clamp(nanos, startNanos, stopNanos) : nanos;
    sinceNanos = StudioClock.now();
    sought = true;
  }

  /// @param factor 1 for as it was
  public synchronized void play(double factor) {
    atNanos = known && at() >= stopNanos ? startNanos : at();
    sinceNanos = StudioClock.now();
    speed = factor;
    playing = true;
  }

  public synchronized void pause() {
    atNanos = at();
    playing = false;
  }

  private long at() {
    if (!playing) {
      return atNanos;
    }
    long gone = Math.round((StudioClock.now() - sinceNanos) * speed);
    return known ? Math.min(stopNanos, atNanos + gone) : atNanos;
  }

  public synchronized Playhead playhead() {
    long now = at();
    if (known && playing && now >= stopNanos) {
      playing = false;
      atNanos = stopNanos;
    }
    return new Playhead(false, startNanos, stopNanos, now, playing, speed);
  }
}
