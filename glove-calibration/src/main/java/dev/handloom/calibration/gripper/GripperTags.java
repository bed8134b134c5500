package dev.handloom.calibration.gripper;

import dev.handloom.calibration.mark.MarkFamily;
import java.util.Optional;

/// The tags on a gripper's two fingers.
///
/// @param left the number on the finger that the camera sees to the left
/// @param sizeMm the side of the black square
/// @param nearMm tags nearer to the camera than this are not the fingers'
/// @param farMm nor those farther away
public record GripperTags(
    String family, int left, int right, double sizeMm, double nearMm, double farMm) {
  /// Those of the UMI gripper, whose fingers pass 72 mm before the camera; its program takes tags
  /// within 8 mm of that.
  public static final GripperTags UMI = new GripperTags(MarkFamily.UMI, 0, 1, 16, 64, 80);

  private static final int TAGS_A_GRIPPER = 6;

  public GripperTags {
    MarkFamily known =
        MarkFamily.named(family)
            .orElseThrow(() -> new IllegalArgumentException("There is no family " + family));
    if (left == right || Math.min(left, right) < 0 || Math.max(left, right) >= known.size()) {
      throw new IllegalArgumentException(
          "The tags %d and %d: two different numbers from 0 to %d are needed"
              .formatted(left, right, known.size() - 1));
    }
    if (!(sizeMm > 0) || !(nearMm >= 0) || !(farMm > nearMm)) {
      throw new IllegalArgumentException(
          "Tags of %s mm between %s and %s mm".formatted(sizeMm, nearMm, farMm));
    }
  }

  /// Those of one of several UMI grippers: number g has the tags 6g and 6g + 1.
  public static Optional<GripperTags> umi(int gripper) {
    int left = TAGS_A_GRIPPER * gripper;
    return gripper >= 0 && left + 1 < MarkFamily.of(MarkFamily.UMI).size()
        ? Optional.of(
            new GripperTags(UMI.family, left, left + 1, UMI.sizeMm, UMI.nearMm, UMI.farMm))
        : Optional.empty();
  }
}
