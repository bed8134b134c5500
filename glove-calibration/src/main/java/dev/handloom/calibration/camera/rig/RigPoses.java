package dev.handloom.calibration.camera.rig;

import dev.handloom.device.space.Pose;
import java.util.List;

/// How several cameras stand to the first of them.
///
/// @param cameras in the order in which they were given
/// @param moments how many pictures at one time had a say
/// @param leftOut corners that were taken for mistakes
public record RigPoses(List<Placed> cameras, int moments, int leftOut) {
  /// A camera and its place.
  ///
  /// @param firstFromThis its place in the frame of the first camera
  /// @param bound of that; zero for the first
  /// @param rmsPixels how far off the board's corners lie in its pictures
  /// @param views how many of its pictures had a say
  public record Placed(
      String name, Pose firstFromThis, PoseBound bound, double rmsPixels, int views) {}
}
