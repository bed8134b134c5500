package dev.handloom.store.export.mcap;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.PayloadWriter;
import java.util.Map;

/// Hands are recorded from their wrists, which nobody tracks: for looking at them in one scene they
/// stand side by side. The name of the frame says that this is no measurement.
final class HandFrames {
  static final String TOPIC = "/display/frames";
  static final String PARENT = "display-only";
  private static final double APART_METRES = 0.3;

  private final ExportSource source;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private int channel;
  private int hands;

  HandFrames(ExportSource source, ExportOutput out, PayloadWriter payload) {
    this.source = source;
    this.out = out;
    this.payload = payload;
  }

  void add(StreamSpec hand) {
    if (hands == 0) {
      channel =
          out.channel(
              Foxglove.TRANSFORM, TOPIC, Map.of("meaning", "for looking only, not measured"));
    }
    long from = source.stretch().fromNanos();
    payload.transform(from, PARENT, Form.frameOf(hand), APART_METRES * hands, 0, 0);
    out.message(channel, from, from, payload);
    hands++;
  }
}
