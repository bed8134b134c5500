package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.device.space.Pose;
import java.util.List;

/// Where a camera sits on the thing that is tracked, from moments in which both the tracker's pose
/// and the pose of a board that stays where it is are known.
///
/// @param trackerFromCamera the camera on the tracked thing
/// @param worldFromBoard where the board stood
/// @param bound of the first, as the residuals tell it
/// @param residualMetres root mean square of where the board seems to be, moment by moment
/// @param residualRadians the same for how it seems to be turned
/// @param leftOut moments that do not agree with the rest, by their place in the list
public record HandEye(
    Pose trackerFromCamera,
    Pose worldFromBoard,
    PoseBound bound,
    double residualMetres,
    double residualRadians,
    List<Integer> leftOut) {
  /// Moments needed at least.
  public static final int LEAST_MOMENTS = 5;

  /// A moment.
  ///
  /// @param worldFromTracker as the tracker says
  /// @param cameraFromBoard as the camera sees
  public record Moment(Pose worldFromTracker, Pose cameraFromBoard) {
    /// For a camera that stays while a board is carried by what is tracked: then
    /// `trackerFromCamera` of the result is the camera in the world, and `worldFromBoard` the board
    /// on the tracked thing.
    public Moment boardCarried() {
      return new Moment(worldFromTracker.inverse(), cameraFromBoard);
    }
  }

  /// @throws CameraRefusal where the motion leaves the answer open
  public static HandEye of(List<Moment> moments) throws CameraRefusal {
    if (moments.size() < LEAST_MOMENTS) {
      throw new CameraRefusal(
          "Camera to tracker needs "
              + LEAST_MOMENTS
              + " moments in which both are seen; there are "
              + moments.size()
              + ".");
    }
    return HandEyeSearch.from(moments, new HandEyeMotions(moments).camera());
  }
}
