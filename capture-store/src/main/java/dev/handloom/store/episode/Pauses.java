package dev.handloom.store.episode;

import dev.handloom.device.stream.Sample;
import dev.handloom.store.payload.EpisodeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The stretches of a take that a person left out, on capture time. One thread changes it, any may
/// ask.
public final class Pauses {
  private static final long OPEN = Long.MAX_VALUE;

  /// Beginnings and ends in turn; the last end may be open.
  private volatile long[] edges = new long[0];

  /// The time that decides where a sample belongs: of a capture time of which nothing is known, the
  /// arrival.
  public static long time(long captureNanos, long boundNanos, long arrivalNanos) {
    return boundNanos == Sample.UNBOUNDED ? arrivalNanos : captureNanos;
  }

  /// From this moment on nothing belongs to the take; does nothing during a pause.
  public void pause(long nanos) {
    long[] now = edges;
    if (!open()) {
      long[] more = Arrays.copyOf(now, now.length + 2);
      more[now.length] = nanos;
      more[now.length + 1] = OPEN;
      edges = more;
    }
  }

  /// From this moment on everything belongs to the take again.
  public void resume(long nanos) {
    if (open()) {
      long[] next = edges.clone();
      next[next.length - 1] = Math.max(nanos, next[next.length - 2]);
      edges = next;
    }
  }

  /// Follows the events of an episode.
  public void follow(EpisodeEvent event) {
    switch (event.kind()) {
      case PAUSED -> pause(event.studioNanos());
      case RESUMED -> resume(event.studioNanos());
      default -> {
        // Says nothing of pauses.
      }
    }
  }

  /// Whether the last pause has no end yet.
  public boolean open() {
    long[] now = edges;
    return now.length > 0 && now[now.length - 1] == OPEN;
  }

  /// Whether a moment was left out.
  public boolean holds(long nanos) {
    long[] now = edges;
    for (int i = 0; i < now.length; i += 2) {
      if (nanos >= now[i] && nanos < now[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /// Whether something was left out between two samples that were not. The earlier may seem to lie
  /// within a pause: its time of capture is not known to the microsecond.
  public boolean between(long earlier, long later) {
    long[] now = edges;
    for (int i = 0; i < now.length; i += 2) {
      if (earlier < now[i + 1] && later >= now[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /// How much of a stretch was left out.
  public long nanosWithin(long from, long to) {
    long[] now = edges;
    long sum = 0;
    for (int i = 0; i < now.length; i += 2) {
      sum += Math.max(0, Math.min(to, now[i + 1]) - Math.max(from, now[i]));
    }
    return sum;
  }

  /// As a manifest lists them; one that was never ended goes to the end of the take.
  public List<Manifest.Pause> entries(long stopNanos) {
    long[] now = edges;
    List<Manifest.Pause> out = new ArrayList<>();
    for (int i = 0; i < now.length; i += 2) {
      if (now[i] < stopNanos) {
        out.add(new Manifest.Pause(now[i], Math.min(now[i + 1], stopNanos)));
      }
    }
    return out;
  }
}
