package dev.handloom.device.timecode;

/// What one strip shows in one picture. Reused.
final class StripReading {
  /// Of each bit: 1 white, −1 black, between them where it changed during the exposure; NaN where
  /// it is hidden.
  final double[] bits = new double[CodeLayout.BITS];

  boolean seen;

  /// Where the strip's middle is in the picture: 0 the top row, 1 the bottom one.
  double row;

  int known() {
    int known = 0;
    for (double bit : bits) {
      known += Double.isNaN(bit) ? 0 : 1;
    }
    return known;
  }
}
