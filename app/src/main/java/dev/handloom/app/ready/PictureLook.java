package dev.handloom.app.ready;

import java.nio.ByteBuffer;

/// How bright a picture is and how much there is to see, from a grid of its points: cheap enough to
/// be asked twice a second of every camera.
///
/// @param mean luma, 0 to 255
/// @param deviation of the luma
/// @param dark share of points that are black or nearly so
/// @param bright share of points that are white or nearly so
/// @param print of all points of the grid: two pictures of a living camera never share it, since
///   its sensor has noise
record PictureLook(double mean, double deviation, double dark, double bright, long print) {
  private static final int STEP = 8;
  private static final int BLACK = 16;
  private static final int WHITE = 250;

  /// Less light than this, and nothing to tell apart in it: a cap, a hand, a light that is off.
  private static final double COVERED_MEAN = 40;

  private static final double COVERED_DEVIATION = 12;

  /// A lens right before a surface shows one colour all over.
  private static final double EMPTY_DEVIATION = 5;

  private static final double TOO_DARK_MEAN = 45;
  private static final double TOO_DARK_SHARE = 0.6;
  private static final double TOO_BRIGHT_SHARE = 0.35;

  /// What a picture can be.
  enum Fault {
    NONE,
    COVERED,
    TOO_DARK,
    TOO_BRIGHT
  }

  /// @param bgra rows without padding, from index 0
  static PictureLook of(ByteBuffer bgra, int width, int height) {
    long sum = 0;
    long squares = 0;
    int black = 0;
    int white = 0;
    int count = 0;
    long print = 1;
    for (int y = STEP / 2; y < height; y += STEP) {
      for (int x = STEP / 2; x < width; x += STEP) {
        int at = (y * width + x) * 4;
        int luma = luma(bgra.get(at) & 255, bgra.get(at + 1) & 255, bgra.get(at + 2) & 255);
        sum += luma;
        squares += (long) luma * luma;
        black += luma < BLACK ? 1 : 0;
        white += luma >= WHITE ? 1 : 0;
        print = print * 31 + bgra.getInt(at);
        count++;
      }
    }
    if (count == 0) {
      return new PictureLook(0, 0, 1, 0, print);
    }
    double mean = (double) sum / count;
    double variance = Math.max(0, (double) squares / count - mean * mean);
    return new PictureLook(
        mean, Math.sqrt(variance), (double) black / count, (double) white / count, print);
  }

  /// Rec. 601 weights, in 256ths.
  private static int luma(int blue, int green, int red) {
    return (77 * red + 150 * green + 29 * blue) >> 8;
  }

  Fault fault() {
    if (deviation < EMPTY_DEVIATION || (mean < COVERED_MEAN && deviation < COVERED_DEVIATION)) {
      return Fault.COVERED;
    }
    if (bright > TOO_BRIGHT_SHARE) {
      return Fault.TOO_BRIGHT;
    }
    return mean < TOO_DARK_MEAN || dark > TOO_DARK_SHARE ? Fault.TOO_DARK : Fault.NONE;
  }
}
