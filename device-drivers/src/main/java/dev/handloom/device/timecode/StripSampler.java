package dev.handloom.device.timecode;

import java.util.Arrays;

/// Takes the brightness of what the layout says is where. Belongs to one thread.
final class StripSampler {
  /// Screens and cameras take brightness to about this power, one undoes what the other does; light
  /// adds up, pixel values do not.
  private static final double GAMMA = 2.2;

  private static final double LEAST_WHITE = 0.02;
  private static final double LEAST_CONTRAST = 0.25;

  /// A field and its opposite are together as bright as white and black; else something is before
  /// them.
  private static final double MOST_ODD = 0.35;

  /// With fewer bits the rest would fit too many times.
  private static final int LEAST_BITS = 7;

  private static final int SAMPLES = 3;
  private static final double INNER = 0.25;
  private static final int MARKER_STEPS = 15;
  private static final double[] LIGHT = new double[256];

  static {
    for (int i = 0; i < LIGHT.length; i++) {
      LIGHT[i] = Math.pow(i / 255.0, GAMMA);
    }
  }

  private final double[] point = new double[2];
  private final double[] seen = new double[MARKER_STEPS * MARKER_STEPS];
  private final boolean[] dark = new boolean[MARKER_STEPS * MARKER_STEPS];
  private final boolean[] square = new boolean[MARKER_STEPS * MARKER_STEPS];
  private final int[] queue = new int[MARKER_STEPS * MARKER_STEPS];

  Hindrance read(Picture picture, Plane place, int strip, StripReading out) {
    double y = CodeLayout.stripTop(strip) + CodeLayout.FIELD_HEIGHT;
    place.apply(CodeLayout.WIDTH / 2, y, point);
    out.row = point[1] / picture.height;
    int last = CodeLayout.COLUMNS - 1;
    double whiteLeft = field(picture, place, 0, strip, 0);
    double blackLeft = field(picture, place, 0, strip, 1);
    double blackRight = field(picture, place, last, strip, 0);
    double whiteRight = field(picture, place, last, strip, 1);
    if (Double.isNaN(whiteLeft + blackLeft + blackRight + whiteRight)) {
      return Hindrance.HIDDEN;
    }
    if (Math.max(whiteLeft, whiteRight) < LEAST_WHITE) {
      return Hindrance.TOO_DARK;
    }
    if (whiteLeft - blackLeft < LEAST_CONTRAST * whiteLeft
        || whiteRight - blackRight < LEAST_CONTRAST * whiteRight) {
      return Hindrance.FAINT;
    }
    for (int bit = 0; bit < CodeLayout.BITS; bit++) {
      int column = bit + 1;
      double share = (double) column / last;
      double white = whiteLeft + share * (whiteRight - whiteLeft);
      double black = blackLeft + share * (blackRight - blackLeft);
      double upper = field(picture, place, column, strip, 0);
      double lower = field(picture, place, column, strip, 1);
      double odd = Math.abs(upper + lower - white - black) / (white - black);
      double value = (upper - lower) / (white - black);
      out.bits[bit] = odd < MOST_ODD ? Math.clamp(value, -1, 1) : Double.NaN;
    }
    out.seen = out.known() >= LEAST_BITS;
    return out.seen ? Hindrance.NONE : Hindrance.HIDDEN;
  }

  /// The light of a field's inner part.
  private double field(Picture picture, Plane place, int column, int strip, int half) {
    double sum = 0;
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
      int line = i / SAMPLES;
      double dx = 0.5 + INNER * (i % SAMPLES - 1);
      double dy = 0.5 + INNER * (line - 1);
      place.apply(
          CodeLayout.STRIP_LEFT + (column + dx) * CodeLayout.COLUMN_WIDTH,
          CodeLayout.stripTop(strip) + (half + dy) * CodeLayout.FIELD_HEIGHT,
          point);
      if (!picture.holds(point[0], point[1])) {
        return Double.NaN;
      }
      sum += LIGHT[(int) picture.at(point[0], point[1])];
    }
    return sum / (SAMPLES * SAMPLES);
  }

  /// The centre of the black square about a place; false where there is none.
  boolean blackCentre(Picture picture, Plane rough, double x, double y, double[] out) {
    double reach = CodeLayout.MARKER_SIDE;
    double step = 2 * reach / (MARKER_STEPS - 1);
    double low = 255;
    double high = 0;
    for (int i = 0; i < seen.length; i++) {
      int line = i / MARKER_STEPS;
      rough.apply(x - reach + step * (i % MARKER_STEPS), y - reach + step * line, point);
      if (!picture.holds(point[0], point[1])) {
        return false;
      }
      seen[i] = picture.at(point[0], point[1]);
      low = Math.min(low, seen[i]);
      high = Math.max(high, seen[i]);
    }
    double middle = (low + high) / 2;
    for (int i = 0; i < seen.length; i++) {
      dark[i] = seen[i] < middle;
    }
    if (!spread()) {
      return false;
    }
    double sumX = 0;
    double sumY = 0;
    int size = 0;
    for (int i = 0; i < seen.length; i++) {
      if (square[i]) {
        sumX += i % MARKER_STEPS;
        sumY += Math.floorDiv(i, MARKER_STEPS);
        size++;
      }
    }
    // The square takes a quarter of what is looked at.
    double share = (double) size / seen.length;
    if (share < 0.15 || share > 0.36 || high - low < 30) {
      return false;
    }
    rough.apply(x - reach + step * sumX / size, y - reach + step * sumY / size, out);
    return true;
  }

  /// What is dark and hangs together with the middle; false if that reaches the edge, as the dark
  /// around a screen does.
  private boolean spread() {
    Arrays.fill(square, false);
    int middle = MARKER_STEPS / 2;
    int waiting = 0;
    for (int i = 0; i < dark.length; i++) {
      boolean near =
          Math.abs(i % MARKER_STEPS - middle) <= 2
              && Math.abs(Math.floorDiv(i, MARKER_STEPS) - middle) <= 2;
      if (near && dark[i]) {
        square[i] = true;
        queue[waiting++] = i;
      }
    }
    while (waiting > 0) {
      int at = queue[--waiting];
      int column = at % MARKER_STEPS;
      int line = Math.floorDiv(at, MARKER_STEPS);
      if (column == 0 || line == 0 || column == MARKER_STEPS - 1 || line == MARKER_STEPS - 1) {
        return false;
      }
      for (int next : new int[] {at - 1, at + 1, at - MARKER_STEPS, at + MARKER_STEPS}) {
        if (dark[next] && !square[next]) {
          square[next] = true;
          queue[waiting++] = next;
        }
      }
    }
    return true;
  }
}
