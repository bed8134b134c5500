package dev.handloom.device.rig;

import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamHealth;
import dev.handloom.device.stream.StreamSpec;

/// A stream as it runs: what it is, where its samples are, how it fares.
public record LiveStream(StreamSpec spec, SampleRing ring, StreamHealth health) {
  /// How much of the past a ring holds.
  private static final double HELD_SECONDS = 4;

  /// Where the raw stamps of its samples come from, as far as is known now.
  public StampSource stampSource() {
    StampSource said = health.stampedBy();
    return said == null ? spec.stampSource() : said;
  }

  static LiveStream of(StreamSpec spec) {
    return new LiveStream(spec, SampleRing.holding(spec, HELD_SECONDS), new StreamHealth());
  }
}
