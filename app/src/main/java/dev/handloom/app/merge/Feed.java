package dev.handloom.app.merge;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;

/// A stream that is read to its end, again and again.
final class Feed {
  private final LiveStream stream;
  private final RingReader reader;
  private final Sample sample;

  Feed(LiveStream stream) {
    this.stream = stream;
    reader = stream.ring().reader();
    sample = new Sample(stream.spec());
  }

  LiveStream stream() {
    return stream;
  }

  /// Goes on to the next sample; false where there is none yet.
  boolean next() {
    return reader.poll(sample);
  }

  Sample sample() {
    return sample;
  }
}
