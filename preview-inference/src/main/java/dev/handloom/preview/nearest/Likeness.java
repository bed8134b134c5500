package dev.handloom.preview.nearest;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What makes two moments alike: small grey pictures, how they changed, and where the body is.
final class Likeness {
  static final int SIDE = 16;

  /// How the body is called among the parts.
  static final String BODY = "body";

  private static final int CELLS = SIDE * SIDE;
  private static final int COLOURS = 3;
  private static final double WHITE = 255;

  /// How a picture changes tells where things go, and is a small part of the picture.
  private static final float CHANGE = 3;

  /// Pictures and body count alike; a tenth of the range in every pixel as much as a spread in
  /// every channel.
  private static final float PICTURE = 10;

  private final Wants wants;
  private final List<Channel> state;
  private final boolean changes;

  Likeness(Wants wants) {
    this.wants = wants;
    state = wants.state();
    changes = wants.frames().size() > 1;
  }

  int size() {
    return wants.views().size() * CELLS * (changes ? 2 : 1) + state.size();
  }

  /// The moment as numbers: the mean square of differences is how unlike two moments are.
  float[] of(Observation observation) {
    float[] key = new float[size()];
    int at = 0;
    float pixel = (float) Math.sqrt(PICTURE * PICTURE / (double) CELLS);
    for (Wants.View view : wants.views()) {
      List<Picture> frames = observation.pictures().get(view.name());
      if (frames == null || frames.isEmpty()) {
        throw new IllegalArgumentException("No picture of " + view.name());
      }
      float[] now = grey(frames.getLast());
      float[] before = grey(frames.getFirst());
      for (int i = 0; i < CELLS; i++) {
        key[at++] = pixel * now[i];
      }
      for (int i = 0; changes && i < CELLS; i++) {
        key[at++] = CHANGE * pixel * (now[i] - before[i]);
      }
    }
    float channel = state.isEmpty() ? 0 : (float) (1 / Math.sqrt(state.size()));
    int c = 0;
    for (Wants.Group group : wants.groups()) {
      float[] values = observation.state().get(group.name());
      if (values == null || values.length != group.channels().size()) {
        throw new IllegalArgumentException("No values of " + group.name());
      }
      for (float value : values) {
        Channel told = state.get(c++);
        key[at++] = channel * (float) ((value - told.mean()) / told.spread());
      }
    }
    return key;
  }

  /// Means over the cells of a coarse grid, 0 to 1.
  private static float[] grey(Picture picture) {
    float[] sums = new float[CELLS];
    int[] counts = new int[CELLS];
    byte[] rgb = picture.rgb();
    for (int y = 0; y < picture.height(); y++) {
      int row = y * SIDE / picture.height() * SIDE;
      for (int x = 0; x < picture.width(); x++) {
        int i = COLOURS * (y * picture.width() + x);
        int cell = row + x * SIDE / picture.width();
        sums[cell] +=
            (float)
                ((0.299 * (rgb[i] & 0xFF)
                        + 0.587 * (rgb[i + 1] & 0xFF)
                        + 0.114 * (rgb[i + 2] & 0xFF))
                    / WHITE);
        counts[cell]++;
      }
    }
    for (int i = 0; i < CELLS; i++) {
      sums[i] /= Math.max(1, counts[i]);
    }
    return sums;
  }

  /// Where in the numbers each part begins, by its name, and where the last one ends.
  ///
  /// @return views by their names, then the body, as far as there is one
  Map<String, int[]> parts() {
    Map<String, int[]> parts = new LinkedHashMap<>();
    int each = CELLS * (changes ? 2 : 1);
    int at = 0;
    for (Wants.View view : wants.views()) {
      parts.put(view.name(), new int[] {at, at + each});
      at += each;
    }
    if (!state.isEmpty()) {
      parts.put(BODY, new int[] {at, at + state.size()});
    }
    return parts;
  }

  /// Sum of squares over some of the numbers.
  static float apart(float[] keys, int from, float[] key, int begin, int end) {
    // Several sums at once: one alone waits for itself at each step.
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = begin;
    for (; i + 4 <= end; i += 4) {
      float first = keys[from + i] - key[i];
      float second = keys[from + i + 1] - key[i + 1];
      float third = keys[from + i + 2] - key[i + 2];
      float fourth = keys[from + i + 3] - key[i + 3];
      a += first * first;
      b += second * second;
      c += third * third;
      d += fourth * fourth;
    }
    for (; i < end; i++) {
      float off = keys[from + i] - key[i];
      a += off * off;
    }
    return a + b + c + d;
  }

  /// Sum of squares, or any number above the limit once it is above.
  static float apart(float[] keys, int from, float[] key, float limit) {
    float sum = 0;
    int i = 0;
    while (i < key.length) {
      int stop = Math.min(i + 64, key.length);
      sum += apart(keys, from, key, i, stop);
      i = stop;
      if (sum > limit) {
        return sum;
      }
    }
    return sum;
  }
}
