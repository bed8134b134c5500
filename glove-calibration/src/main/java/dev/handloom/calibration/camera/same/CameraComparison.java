package dev.handloom.calibration.camera.same;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.fit.RegionErrors;
import java.util.Locale;

/// How differently two cameras show one direction, over the whole picture.
///
/// @param meanPixels between where one and the other show a direction, in pixels of the first
/// @param regions the mean in nine parts of the picture, row by row; NaN where the second camera
///   does not see
/// @param meanRadians between the directions in which the same pixel looks
/// @param unseen share of the first picture that the second camera cannot show at all
/// @param scaled whether the second was scaled to the first's size
/// @param firstFieldOfView from left to right, in radians
/// @param doubtPixels how far the first is known, at the corner where that is worst; 0 if not told
public record CameraComparison(
    double meanPixels,
    double maxPixels,
    double[] regions,
    double meanRadians,
    double maxRadians,
    double unseen,
    boolean scaled,
    double firstFieldOfView,
    double secondFieldOfView,
    double doubtPixels,
    Verdict verdict) {
  /// In plain words.
  public enum Verdict {
    /// No policy will tell them apart.
    SAME,
    /// The same kind of lens; pictures differ by what one sees when laid over each other.
    CLOSE,
    /// Pictures have to be warped before they stand for each other.
    DIFFERENT
  }

  /// Places looked at from side to side, and from top to bottom.
  private static final int ACROSS = 49;

  private static final int DOWN = 37;

  /// A share of the picture's width: half a pixel in a picture of 224, as policies see it.
  private static final double SAME = 0.5 / 224;

  /// Four pixels in such a picture.
  private static final double CLOSE = 4.0 / 224;

  /// Shapes whose sides differ by less than this are the same.
  private static final double SHAPE = 0.01;

  /// @param doubt the first's own bound, as of [Doubt]; 0 if unknown
  /// @throws CameraRefusal where the pictures have different shapes
  public static CameraComparison of(CameraModel first, CameraModel second, double doubt)
      throws CameraRefusal {
    double shape = (double) first.width() / first.height();
    double other = (double) second.width() / second.height();
    if (Math.abs(shape / other - 1) > SHAPE) {
      throw new CameraRefusal(
          String.format(
              Locale.ROOT,
              "The pictures have different shapes: %d × %d and %d × %d. Crop one, or read the"
                  + " camera in the other's mode",
              first.width(),
              first.height(),
              second.width(),
              second.height()));
    }
    boolean scaled = first.width() != second.width() || first.height() != second.height();
    CameraModel laid = scaled ? second.scaledTo(first.width(), first.height()) : second;
    Sums sums = new Sums();
    double[] ray = new double[3];
    double[] seen = new double[3];
    double[] pixel = new double[2];
    for (int i = 0; i < ACROSS; i++) {
      for (int j = 0; j < DOWN; j++) {
        double u = i * (first.width() - 1.0) / (ACROSS - 1);
        double v = j * (first.height() - 1.0) / (DOWN - 1);
        if (first.unproject(u, v, ray)) {
          sums.looked++;
          boolean shown = laid.project(ray, pixel);
          if (shown) {
            int region = RegionErrors.of(u, v, first.width(), first.height());
            sums.pixels(region, Math.hypot(pixel[0] - u, pixel[1] - v));
          } else {
            sums.unseen++;
          }
          if (laid.unproject(u, v, seen)) {
            sums.angle(angle(ray, seen));
          }
        }
      }
    }
    double mean = sums.pixels / Math.max(1, sums.count);
    double unseen = (double) sums.unseen / Math.max(1, sums.looked);
    return new CameraComparison(
        mean,
        sums.maxPixels,
        sums.regions(),
        sums.angles / Math.max(1, sums.angleCount),
        sums.maxAngle,
        unseen,
        scaled,
        first.fieldOfView(true),
        laid.fieldOfView(true),
        doubt,
        verdict(mean / first.width(), sums.maxPixels / first.width(), unseen));
  }

  private static Verdict verdict(double mean, double max, double unseen) {
    if (mean <= SAME && max <= 3 * SAME && unseen == 0) {
      return Verdict.SAME;
    }
    return mean <= CLOSE && max <= 3 * CLOSE && unseen < 0.02 ? Verdict.CLOSE : Verdict.DIFFERENT;
  }

  private static double angle(double[] a, double[] b) {
    double x = a[1] * b[2] - a[2] * b[1];
    double y = a[2] * b[0] - a[0] * b[2];
    double z = a[0] * b[1] - a[1] * b[0];
    double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    return Math.atan2(Math.sqrt(x * x + y * y + z * z), dot);
  }

  /// A sentence for people.
  public String words() {
    String figures =
        String.format(
            Locale.ROOT,
            "the same thing lies %.1f px apart on average and %.1f px at most",
            meanPixels,
            maxPixels);
    String judged =
        switch (verdict) {
          case SAME -> "Same camera: ";
          case CLOSE -> "Close, but not the same: ";
          case DIFFERENT -> "Different cameras: ";
        };
    String known =
        doubtPixels > 0 && maxPixels <= doubtPixels
            ? String.format(
                Locale.ROOT,
                "; that is within the %.1f px to which this camera is known",
                doubtPixels)
            : "";
    return judged + figures + known + ".";
  }

  /// Adds up over the picture.
  private static final class Sums {
    private final double[] sums = new double[RegionErrors.SIDE * RegionErrors.SIDE];
    private final int[] counts = new int[sums.length];
    private double pixels;
    private double maxPixels;
    private int count;
    private double angles;
    private double maxAngle;
    private int angleCount;
    private int looked;
    private int unseen;

    void pixels(int region, double away) {
      sums[region] += away;
      counts[region]++;
      pixels += away;
      maxPixels = Math.max(maxPixels, away);
      count++;
    }

    void angle(double radians) {
      angles += radians;
      maxAngle = Math.max(maxAngle, radians);
      angleCount++;
    }

    double[] regions() {
      double[] means = new double[sums.length];
      for (int i = 0; i < means.length; i++) {
        means[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
      }
      return means;
    }
  }
}
