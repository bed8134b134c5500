package dev.handloom.calibration.gripper;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.FisheyeCamera;
import dev.handloom.calibration.camera.PinholeCamera;
import java.time.Instant;

/// A gripper at one time: its tags, the lens they were seen through, and what widths follow.
///
/// @param gripper as the person calls it
/// @param lens kind, size and parameters of the wrist camera
/// @param openMm the width when fully open
public record GripperProfile(
    int format,
    String gripper,
    Instant taken,
    String software,
    GripperTags tags,
    Lens lens,
    WidthModel model,
    double openMm,
    GripperQuality quality) {
  static final int FORMAT = 1;

  /// @param kind pinhole or fisheye
  /// @param parameters in the order of [CameraModel#parameters]
  public record Lens(String kind, int width, int height, double[] parameters) {
    static Lens of(CameraModel camera) {
      String kind =
          switch (camera) {
            case FisheyeCamera ignored -> "fisheye";
            case PinholeCamera ignored -> "pinhole";
          };
      return new Lens(kind, camera.width(), camera.height(), camera.parameters());
    }

    public CameraModel camera() {
      CameraModel plain =
          kind.equals("fisheye")
              ? new FisheyeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0)
              : new PinholeCamera(width, height, 1, 1, 0, 0, 0, 0, 0, 0, 0);
      return plain.with(parameters);
    }

    /// Whether a file that somebody edited still says a camera.
    boolean whole() {
      int wanted = kind.equals("fisheye") ? 8 : kind.equals("pinhole") ? 9 : -1;
      return width > 0 && height > 0 && parameters.length == wanted;
    }
  }

  public static GripperProfile of(
      String gripper,
      Instant taken,
      String software,
      GripperTags tags,
      CameraModel camera,
      GripperFit fit) {
    return new GripperProfile(
        FORMAT,
        gripper,
        taken,
        software,
        tags,
        Lens.of(camera),
        fit.model(),
        fit.openMm(),
        fit.quality());
  }
}
