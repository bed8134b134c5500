package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.device.space.Pose;
import java.util.ArrayList;
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

  /// Nearer than this to the first of them, moments in a row are one: it was held there.
  private static final double HELD_METRES = 0.006;

  private static final double HELD_RADIANS = Math.toRadians(1.2);

  /// One moment for each time it was held still, from all pictures of that while. Pictures of one
  /// pose share their errors: counted one by one they would promise more than they know.
  public static List<Moment> held(List<Moment> moments) {
    List<Moment> held = new ArrayList<>();
    Moment first = null;
    Moment mean = null;
    int count = 0;
    for (Moment each : moments) {
      if (first != null
          && mean != null
          && near(first.worldFromTracker, each.worldFromTracker)
          && near(first.cameraFromBoard, each.cameraFromBoard)) {
        double share = 1.0 / ++count;
        mean =
            new Moment(
                mean.worldFromTracker.towards(each.worldFromTracker, share),
                mean.cameraFromBoard.towards(each.cameraFromBoard, share));
        held.set(held.size() - 1, mean);
      } else {
        first = each;
        mean = each;
        count = 1;
        held.add(each);
      }
    }
    return held;
  }

  private static boolean near(Pose a, Pose b) {
    return a.position().distance(b.position()) < HELD_METRES
        && a.rotation().angleTo(b.rotation()) < HELD_RADIANS;
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
