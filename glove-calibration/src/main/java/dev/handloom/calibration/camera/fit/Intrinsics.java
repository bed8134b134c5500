package dev.handloom.calibration.camera.fit;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.device.space.Pose;
import java.util.List;

/// A camera as its views tell it, and how far to trust that.
///
/// @param covariance of all its parameters, in the order of their names; parameters that were left
///   out because the views say nothing of them have theirs, too
/// @param bounds for each parameter: the truth is within so much, in at least 95 cases of 100
/// @param noisePixels the spread of corners about where they should lie, in one direction
/// @param rmsPixels root mean square of the distance between corners found and foretold
/// @param regions the same by parts of the picture
/// @param views what became of each view
/// @param leftOut corners that were taken for mistakes
/// @param heldOutPixels the same root for views that the camera had not been fitted to; NaN where
///   there are too few views to hold any out
/// @param fixed names of distortions that the views say nothing of; they stand at zero
public record Intrinsics(
    CameraModel camera,
    double[][] covariance,
    double[] bounds,
    double noisePixels,
    double rmsPixels,
    RegionErrors regions,
    List<View> views,
    int leftOut,
    double heldOutPixels,
    List<String> fixed) {
  /// What became of a view.
  ///
  /// @param board where the board stood
  /// @param rmsPixels how far its corners lie off
  /// @param used whether it has a say
  public record View(Pose board, double rmsPixels, boolean used) {}

  /// The larger of the two focal lengths' bounds, as a share of the focal length.
  public double focalShare() {
    return Math.max(bounds[0] / camera.fx(), bounds[1] / camera.fy());
  }

  /// The larger of the centre's bounds, as a share of the picture's width.
  public double centreShare() {
    return Math.max(bounds[2], bounds[3]) / camera.width();
  }
}
