package dev.handloom.preview.shadow;

import dev.handloom.preview.model.Picture;

/// Squared errors of a dream and of the last picture, all over and where things moved. Sums, not
/// shares: a share of a picture in which almost nothing moved says almost nothing.
///
/// @param copy of taking the last picture for the next
record MovingError(double dream, double copy, double dreamMoving, double copyMoving) {
  /// As [dev.handloom.preview.monitor.PictureScore] has it.
  private static final double CHANGED = 0.06 * 255;

  private static final int COLOURS = 3;

  static MovingError of(Picture last, Picture dream, Picture truth) {
    double dreamAll = 0;
    double copyAll = 0;
    double dreamMoving = 0;
    double copyMoving = 0;
    byte[] was = last.rgb();
    byte[] seen = dream.rgb();
    byte[] came = truth.rgb();
    for (int p = 0; p < came.length; p += COLOURS) {
      int dreamed = 0;
      int copied = 0;
      boolean moved = false;
      for (int i = p; i < p + COLOURS; i++) {
        int off = (seen[i] & 0xFF) - (came[i] & 0xFF);
        int stood = (was[i] & 0xFF) - (came[i] & 0xFF);
        dreamed += off * off;
        copied += stood * stood;
        moved |= Math.abs(stood) > CHANGED;
      }
      dreamAll += dreamed;
      copyAll += copied;
      dreamMoving += moved ? dreamed : 0;
      copyMoving += moved ? copied : 0;
    }
    return new MovingError(dreamAll, copyAll, dreamMoving, copyMoving);
  }
}
