package dev.handloom.calibration.camera.fit;

import dev.handloom.calibration.quality.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How good a calibration of a camera is, why, and what would make it better.
public record CameraQuality(Grade grade, List<String> reasons) {
  /// Shares of the focal length, and of the width for the centre.
  private static final double GOOD = 0.003;

  private static final double FAIR = 0.01;

  /// Corners of a sharp printed board are found to a few tenths of a pixel.
  private static final double GOOD_PIXELS = 0.5;

  private static final double FAIR_PIXELS = 1.5;

  /// Views it was not fitted to may fit so much worse.
  private static final double HELD_OUT = 1.3;

  public static CameraQuality of(Intrinsics camera) {
    List<String> reasons = new ArrayList<>();
    int worst = 0;
    double known = Math.max(camera.focalShare(), camera.centreShare());
    worst = Math.max(worst, step(known, GOOD, FAIR));
    if (camera.focalShare() > GOOD) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The focal length is known to %.1f %% only: take views with the board strongly tilted.",
              100 * camera.focalShare()));
    }
    if (camera.centreShare() > GOOD) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The middle of the lens is known to %.1f px only: tilt the board to all four sides.",
              camera.centreShare() * camera.camera().width()));
    }
    int off = step(camera.rmsPixels(), GOOD_PIXELS, FAIR_PIXELS);
    worst = Math.max(worst, off);
    if (off > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "Corners lie %.1f px off: is the board flat, sharp in the picture, and of that size?",
              camera.rmsPixels()));
    }
    if (camera.heldOutPixels() > HELD_OUT * camera.rmsPixels()) {
      worst = Math.max(worst, 1);
      reasons.add("Views that it was not fitted to fit worse: take more views.");
    }
    List<String> unseen = new ArrayList<>();
    for (int region = 0; region < camera.regions().corners().length; region++) {
      if (camera.regions().corners()[region] == 0) {
        unseen.add(RegionErrors.name(region));
      }
    }
    if (!unseen.isEmpty()) {
      worst = Math.max(worst, unseen.size() > 2 ? 2 : 1);
      reasons.add(
          "No corner was seen in these parts of the picture, where the lens is guessed: "
              + String.join(", ", unseen)
              + ".");
    }
    return new CameraQuality(
        worst == 0 ? Grade.GOOD : worst == 1 ? Grade.FAIR : Grade.POOR, List.copyOf(reasons));
  }

  private static int step(double value, double good, double fair) {
    return value <= good ? 0 : value <= fair ? 1 : 2;
  }
}
