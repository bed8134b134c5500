package dev.handloom.calibration.camera.fit;

/// How far off corners lie, in nine parts of the picture, row by row from above.
///
/// @param rmsPixels NaN where no corner was seen
/// @param corners how many were seen
public record RegionErrors(double[] rmsPixels, int[] corners) {
  /// Parts in a row, and rows.
  public static final int SIDE = 3;

  /// In the order of the arrays.
  private static final String[] NAMES = {
    "upper left",
    "upper",
    "upper right",
    "left",
    "middle",
    "right",
    "lower left",
    "lower",
    "lower right"
  };

  public static String name(int region) {
    return NAMES[region];
  }

  /// The part in which a pixel lies.
  public static int of(double u, double v, int width, int height) {
    int x = Math.clamp((int) ((u + 0.5) * SIDE / width), 0, SIDE - 1);
    int y = Math.clamp((int) ((v + 0.5) * SIDE / height), 0, SIDE - 1);
    return SIDE * y + x;
  }

  /// Adds corners up.
  static final class Sum {
    private final double[] squares = new double[SIDE * SIDE];
    private final int[] counts = new int[SIDE * SIDE];

    void add(int region, double square) {
      squares[region] += square;
      counts[region]++;
    }

    RegionErrors errors() {
      double[] rms = new double[squares.length];
      for (int i = 0; i < rms.length; i++) {
        rms[i] = counts[i] == 0 ? Double.NaN : Math.sqrt(squares[i] / counts[i]);
      }
      return new RegionErrors(rms, counts.clone());
    }
  }
}
