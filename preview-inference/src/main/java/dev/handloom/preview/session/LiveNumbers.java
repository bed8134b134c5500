package dev.handloom.preview.session;

import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import org.jspecify.annotations.Nullable;

/// The last seconds of a live stream of numbers, read with a cursor of its own. Belongs to one
/// thread.
final class LiveNumbers {
  /// Nothing older is taken for now, however slow its stream; as examples are made.
  private static final long OLDEST_NANOS = 200_000_000L;

  private static final double OLDEST_PERIODS = 3;
  private static final double SECOND_NANOS = 1e9;

  /// Streams may run faster than they say.
  private static final double SPARE = 1.5;

  private final String name;
  private final double keepSeconds;
  private @Nullable LiveStream stream;
  private @Nullable RingReader reader;
  private @Nullable Sample sample;
  private @Nullable History history;

  LiveNumbers(String name, double keepSeconds) {
    this.name = name;
    this.keepSeconds = keepSeconds;
  }

  String name() {
    return name;
  }

  void look(Hub hub) {
    LiveStream now = hub.find(name).orElse(null);
    if (now == null) {
      return;
    }
    RingReader from = reader;
    Sample into = sample;
    History keeps = history;
    if (!now.equals(stream) || from == null || into == null || keeps == null) {
      stream = now;
      from = now.ring().readerFromOldest();
      into = new Sample(now.spec());
      double hz = now.spec().nominalHz();
      keeps =
          new History(
              now.spec().channels().size(),
              (int) Math.ceil(SPARE * hz * keepSeconds) + 2,
              Math.max(OLDEST_NANOS, Math.round(OLDEST_PERIODS * SECOND_NANOS / hz)));
      reader = from;
      sample = into;
      history = keeps;
    }
    while (from.poll(into)) {
      keeps.add(into.captureNanos, into.values);
    }
  }

  boolean empty() {
    History known = history;
    return known == null || known.empty();
  }

  long newest() {
    History known = history;
    return known == null || known.empty() ? Long.MIN_VALUE : known.newest();
  }

  float value(int channel, long nanos) {
    History known = history;
    return known == null ? Float.NaN : known.value(channel, nanos);
  }
}
