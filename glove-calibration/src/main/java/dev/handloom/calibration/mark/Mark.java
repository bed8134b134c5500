package dev.handloom.calibration.mark;

/// A mark in a picture: its four corners as it was printed, from its own top left clockwise.
///
/// @param corrected how many of its bits were read wrong
/// @param veil how much light lies over its border: 0 none, 1 as bright as white
public record Mark(int id, double[] x, double[] y, int corrected, double veil) {
  public Mark(int id, double[] x, double[] y, int corrected) {
    this(id, x, y, corrected, 0);
  }

  public double centreX() {
    return (x[0] + x[1] + x[2] + x[3]) / 4;
  }

  public double centreY() {
    return (y[0] + y[1] + y[2] + y[3]) / 4;
  }

  /// The length of its shortest side in pixels.
  public double shortestSide() {
    double shortest = Double.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      int next = (i + 1) & 3;
      shortest = Math.min(shortest, Math.hypot(x[next] - x[i], y[next] - y[i]));
    }
    return shortest;
  }
}
