package dev.handloom.calibration.space;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.Locale;

/// One space laid over another, and how well.
///
/// @param targetFromHeadset where the headset's space lies in the other one
/// @param trackerFromHand where what the headset sees sits on what is tracked; nothing where points
///   were touched
/// @param residualMetres root mean square of how far the two are apart at the moments that it was
///   made of
/// @param residualRadians the same for how they are turned; 0 where only points were touched
/// @param heldOutMetres root mean square at the moments that it was not made of
/// @param heldOutRadians the same for how they are turned
/// @param used moments, or points, that it was made of
/// @param checked moments, or points, that it was checked by
/// @param leftOut moments that do not agree with the rest
public record Alignment(
    Pose targetFromHeadset,
    Pose trackerFromHand,
    double residualMetres,
    double residualRadians,
    double heldOutMetres,
    double heldOutRadians,
    int used,
    int checked,
    int leftOut) {
  /// A pose of the headset's, in the other space.
  public Pose apply(Pose inHeadset) {
    return targetFromHeadset.then(inHeadset);
  }

  /// A point of the headset's, in the other space.
  public Vec3 apply(Vec3 inHeadset) {
    return targetFromHeadset.apply(inHeadset);
  }

  /// In a line.
  public String words() {
    if (residualRadians == 0 && heldOutRadians == 0) {
      return String.format(
          Locale.ROOT,
          "each of %d points %.1f mm from where the others put it, %.1f mm where it was made",
          checked,
          1000 * heldOutMetres,
          1000 * residualMetres);
    }
    return String.format(
        Locale.ROOT,
        "%.1f mm and %.2f° apart where it was checked (%d), %.1f mm and %.2f° where it was made (%d,"
            + " %d left out)",
        1000 * heldOutMetres,
        Math.toDegrees(heldOutRadians),
        checked,
        1000 * residualMetres,
        Math.toDegrees(residualRadians),
        used,
        leftOut);
  }
}
