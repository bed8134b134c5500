package dev.handloom.calibration.camera.fit;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether a camera is better described as a pinhole or as a fisheye.
///
/// @param best the better of the two
/// @param other the other, where it could be fitted at all
/// @param why in a sentence
public record LensChoice(Intrinsics best, Optional<Intrinsics> other, String why) {
  /// Descriptions that differ by less than this share are equally good.
  private static final double EQUAL = 0.03;

  /// Wider than this, a pinhole's numbers grow large at the rim, however well they fit.
  private static final double WIDE = Math.toRadians(110);

  /// @throws CameraRefusal where neither fits
  public static LensChoice of(int width, int height, List<BoardView> views) throws CameraRefusal {
    Intrinsics pinhole;
    try {
      pinhole = IntrinsicsFit.of(LensKind.PINHOLE, width, height, views);
    } catch (CameraRefusal e) {
      Intrinsics fisheye = IntrinsicsFit.of(LensKind.FISHEYE, width, height, views);
      return new LensChoice(fisheye, Optional.empty(), "Only a fisheye explains the views.");
    }
    Intrinsics fisheye;
    try {
      fisheye = IntrinsicsFit.of(LensKind.FISHEYE, width, height, views);
    } catch (CameraRefusal e) {
      return new LensChoice(pinhole, Optional.empty(), "Only a pinhole explains the views.");
    }
    double p = said(pinhole);
    double f = said(fisheye);
    double wide = fisheye.camera().fieldOfView(true);
    boolean equal =
        Math.abs(p - f) <= EQUAL * Math.min(p, f) && pinhole.leftOut() <= fisheye.leftOut();
    // A camera that had to leave views out did not explain them.
    boolean takePinhole = equal ? !(wide > WIDE) : score(pinhole) <= score(fisheye);
    Intrinsics best = takePinhole ? pinhole : fisheye;
    Intrinsics other = takePinhole ? fisheye : pinhole;
    return new LensChoice(best, Optional.of(other), why(best, other, equal, wide));
  }

  private static double said(Intrinsics camera) {
    return Double.isNaN(camera.heldOutPixels()) ? camera.rmsPixels() : camera.heldOutPixels();
  }

  private static double score(Intrinsics camera) {
    long lost = camera.views().stream().filter(v -> !v.used()).count();
    return said(camera) * (1 + lost);
  }

  private static String why(Intrinsics best, Intrinsics other, boolean equal, double wide) {
    String held = Double.isNaN(best.heldOutPixels()) ? "corners" : "corners it was not fitted to";
    String kind = LensKind.of(best.camera()).words();
    String rest = LensKind.of(other.camera()).words();
    String figures =
        String.format(
            Locale.ROOT,
            "As a %s, %s lie %.2f px off; as a %s, %.2f px.",
            kind,
            held,
            said(best),
            rest,
            said(other));
    return equal
        ? String.format(
            Locale.ROOT,
            "%s Both explain the views equally well; a %s is usual for %.0f°.",
            figures,
            kind,
            Math.toDegrees(wide))
        : figures;
  }
}
