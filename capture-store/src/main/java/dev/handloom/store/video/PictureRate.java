package dev.handloom.store.video;

/// How many pictures in how many seconds, both whole.
public record PictureRate(int pictures, int seconds) {
  private static final int FINEST = 1000;
  private static final double FASTEST = 1000;

  public PictureRate {
    if (pictures < 1 || seconds < 1) {
      throw new IllegalArgumentException(pictures + " pictures in " + seconds + " s");
    }
  }

  /// The rate that is meant: whole where it can be, else to a thousandth.
  public static PictureRate of(double hz) {
    if (!(hz > 0 && hz <= FASTEST)) {
      throw new IllegalArgumentException("A rate of " + hz);
    }
    if (hz == Math.rint(hz)) {
      return new PictureRate((int) hz, 1);
    }
    return new PictureRate((int) Math.max(1, Math.round(hz * FINEST)), FINEST);
  }

  public double hz() {
    return (double) pictures / seconds;
  }
}
