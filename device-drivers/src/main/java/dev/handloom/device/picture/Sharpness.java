package dev.handloom.device.picture;

import java.util.Arrays;

/// What detail a stream's pictures have had over the last minute, and whether it is gone. A camera
/// that looks at a blank wall loses detail, too; but then it also loses contrast in the coarse.
final class Sharpness {
  /// A minute, of four a second.
  private static final int HELD = 240;

  /// Before ten seconds nobody knows what this camera sees.
  private static final int LEAST = 40;

  /// One look in five had no more detail than this.
  private static final double LOW_SHARE = 0.2;

  /// So little of that is left, and it is gone; so much, and it is back.
  private static final double GONE = 0.25;

  private static final double BACK = 0.4;

  /// The coarse has to be there still.
  private static final double CONTRAST_LEFT = 0.5;

  private final double[] fine = new double[HELD];
  private final double[] coarse = new double[HELD];
  private final double[] sorted = new double[HELD];
  private int count;
  private int next;
  private int packing;
  private boolean gone;

  void forget() {
    count = 0;
    next = 0;
    gone = false;
  }

  /// Takes a look in, and says whether the detail is gone.
  boolean gone(Luma luma) {
    if (luma.packing != packing) {
      packing = luma.packing;
      forget();
    }
    if (count >= LEAST) {
      double usual = quantile(fine, LOW_SHARE);
      boolean contrast = luma.contrast > CONTRAST_LEFT * quantile(coarse, 0.5);
      gone = contrast && usual > 0 && luma.sharpness < (gone ? BACK : GONE) * usual;
    }
    if (!gone) {
      fine[next] = luma.sharpness;
      coarse[next] = luma.contrast;
      next = (next + 1) % HELD;
      count = Math.min(HELD, count + 1);
    }
    return gone;
  }

  private double quantile(double[] values, double share) {
    System.arraycopy(values, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    return sorted[(int) (share * (count - 1))];
  }
}
