package dev.handloom.app.cue;

import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/// Makes tones: sines with soft edges, so that nothing clicks.
final class Tones {
  private static final int RATE = 44_100;
  private static final double LOUDNESS = 0.35;
  private static final double EDGE_SECONDS = 0.008;

  private Tones() {}

  static AudioFormat format() {
    return new AudioFormat(RATE, 16, 1, true, false);
  }

  static byte[] of(Cue cue) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Cue.Note note : cue.notes()) {
      int samples = RATE * note.millis() / 1000;
      for (int i = 0; i < samples; i++) {
        double edge = Math.min(i, samples - 1 - i) / (EDGE_SECONDS * RATE);
        double value =
            LOUDNESS * Math.min(1, edge) * Math.sin(2 * Math.PI * note.hertz() * i / RATE);
        int word = (int) Math.round(value * Short.MAX_VALUE);
        out.write(word);
        out.write(word >> 8);
      }
    }
    return out.toByteArray();
  }
}
