package dev.handloom.preview.monitor;

import dev.handloom.preview.model.Picture;

/// How like a dreamed picture is to what came.
///
/// @param psnr decibels; infinite where they are the same
/// @param ssim structural similarity, 1 for the same
/// @param skill 1 − the dream's squared error over that of showing the last picture again; 1 is
///   perfect, 0 and less is worth nothing; NaN where nothing changed at all
/// @param movingSkill the same, over the pixels that changed
/// @param moving share of the pixels that changed
/// @param overlap of where the dream changed and where the world did, shared area over joint area;
///   NaN where neither did
public record PictureScore(
    double psnr, double ssim, double skill, double movingSkill, double moving, double overlap) {
  /// A pixel changed when one of its colours did by more than this share of the whole range.
  private static final double CHANGED = 0.06;

  private static final int COLOURS = 3;
  private static final double WHITE = 255;
  private static final int WINDOW = 8;
  private static final int STRIDE = 4;

  // Of the definition of SSIM.
  private static final double C1 = (0.01 * WHITE) * (0.01 * WHITE);
  private static final double C2 = (0.03 * WHITE) * (0.03 * WHITE);

  /// @param last the picture of the observation
  /// @param dream what was predicted from it
  /// @param truth what came
  public static PictureScore of(Picture last, Picture dream, Picture truth) {
    if (last.width() != truth.width()
        || last.height() != truth.height()
        || dream.width() != truth.width()
        || dream.height() != truth.height()) {
      throw new IllegalArgumentException("Pictures of different sizes");
    }
    double dreamError = 0;
    double copyError = 0;
    double dreamMoving = 0;
    double copyMoving = 0;
    int moved = 0;
    int shared = 0;
    int joint = 0;
    int pixels = truth.width() * truth.height();
    for (int p = 0; p < pixels; p++) {
      double dreamed = 0;
      double copied = 0;
      boolean truthChanged = false;
      boolean dreamChanged = false;
      for (int i = COLOURS * p; i < COLOURS * (p + 1); i++) {
        int was = last.rgb()[i] & 0xFF;
        int seen = dream.rgb()[i] & 0xFF;
        int came = truth.rgb()[i] & 0xFF;
        dreamed += (double) (seen - came) * (seen - came);
        copied += (double) (was - came) * (was - came);
        truthChanged |= Math.abs(was - came) > CHANGED * WHITE;
        dreamChanged |= Math.abs(was - seen) > CHANGED * WHITE;
      }
      dreamError += dreamed;
      copyError += copied;
      if (truthChanged) {
        dreamMoving += dreamed;
        copyMoving += copied;
        moved++;
      }
      shared += truthChanged && dreamChanged ? 1 : 0;
      joint += truthChanged || dreamChanged ? 1 : 0;
    }
    double meanSquare = dreamError / (COLOURS * (double) pixels);
    return new PictureScore(
        10 * Math.log10(WHITE * WHITE / meanSquare),
        ssim(dream, truth),
        skill(dreamError, copyError),
        skill(dreamMoving, copyMoving),
        moved / (double) pixels,
        joint == 0 ? Double.NaN : shared / (double) joint);
  }

  private static double skill(double dream, double copy) {
    return copy == 0 ? Double.NaN : 1 - dream / copy;
  }

  /// Over windows of grey values, as first described, with even weights.
  private static double ssim(Picture a, Picture b) {
    double[] first = grey(a);
    double[] second = grey(b);
    int width = a.width();
    int window = Math.min(WINDOW, Math.min(width, a.height()));
    double sum = 0;
    int count = 0;
    for (int y = 0; y + window <= a.height(); y += STRIDE) {
      for (int x = 0; x + window <= width; x += STRIDE) {
        sum += window(first, second, y * width + x, width, window);
        count++;
      }
    }
    return sum / count;
  }

  private static double window(double[] a, double[] b, int at, int width, int window) {
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    for (int y = 0; y < window; y++) {
      for (int x = 0; x < window; x++) {
        double one = a[at + y * width + x];
        double two = b[at + y * width + x];
        sumA += one;
        sumB += two;
        sumAa += one * one;
        sumBb += two * two;
        sumAb += one * two;
      }
    }
    double n = window * (double) window;
    double meanA = sumA / n;
    double meanB = sumB / n;
    double varA = sumAa / n - meanA * meanA;
    double varB = sumBb / n - meanB * meanB;
    double both = sumAb / n - meanA * meanB;
    return ((2 * meanA * meanB + C1) * (2 * both + C2))
        / ((meanA * meanA + meanB * meanB + C1) * (varA + varB + C2));
  }

  private static double[] grey(Picture picture) {
    double[] grey = new double[picture.width() * picture.height()];
    for (int p = 0; p < grey.length; p++) {
      int i = COLOURS * p;
      grey[p] =
          0.299 * (picture.rgb()[i] & 0xFF)
              + 0.587 * (picture.rgb()[i + 1] & 0xFF)
              + 0.114 * (picture.rgb()[i + 2] & 0xFF);
    }
    return grey;
  }
}
