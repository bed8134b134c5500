package dev.handloom.calibration.camera.keep;

import dev.handloom.calibration.camera.rig.HandEye;
import dev.handloom.calibration.camera.rig.PoseBound;
import dev.handloom.calibration.camera.rig.RigPoses;
import dev.handloom.device.space.Pose;
import java.time.Instant;
import java.util.Locale;

/// Where a camera stands: beside another camera, on what a tracker follows, or in its world.
///
/// @param id unique among the camera's, sorts by time
/// @param camera as the rig knows it
/// @param software version of the studio that found it
/// @param episode the take it was found in
/// @param kind what the parent is
/// @param parent in whose frame: a camera, a tracker's stream, or the device that tracks
/// @param parentFromCamera the camera's frame in that one: z forward, x right, y down
/// @param bound of that, in at least 95 cases of 100
/// @param residualPixels how far off the board's corners lie; 0 where it is not told in pixels
/// @param residualMetres how far the standing board seems to move; 0 beside a camera
/// @param residualRadians the same for how it seems to be turned
/// @param moments how many had a say
public record CameraPlace(
    int format,
    String id,
    String camera,
    Instant taken,
    String software,
    String episode,
    Kind kind,
    String parent,
    Pose parentFromCamera,
    PoseBound bound,
    double residualPixels,
    double residualMetres,
    double residualRadians,
    int moments) {
  static final int FORMAT = 1;

  /// What a camera's place is told in.
  public enum Kind {
    /// Another camera's frame.
    CAMERA,
    /// The frame of what is tracked.
    TRACKER,
    /// The space in which a device tracks.
    WORLD
  }

  /// How and when it was found.
  public record Found(Instant taken, String software, String episode) {
    String id() {
      return CameraProfile.STAMP.format(taken);
    }
  }

  /// Beside the first of several cameras.
  public static CameraPlace beside(Found found, String first, RigPoses.Placed placed, int moments) {
    return new CameraPlace(
        FORMAT,
        found.id(),
        placed.name(),
        found.taken,
        found.software,
        found.episode,
        Kind.CAMERA,
        first,
        placed.firstFromThis(),
        placed.bound(),
        placed.rmsPixels(),
        0,
        0,
        moments);
  }

  /// On what is tracked, or in the space in which it is.
  public static CameraPlace tracked(
      Found found, String camera, Kind kind, String parent, HandEye answer, int moments) {
    return new CameraPlace(
        FORMAT,
        found.id(),
        camera,
        found.taken,
        found.software,
        found.episode,
        kind,
        parent,
        answer.trackerFromCamera(),
        answer.bound(),
        0,
        answer.residualMetres(),
        answer.residualRadians(),
        moments);
  }

  /// In a line.
  public String words() {
    String where =
        switch (kind) {
          case CAMERA -> "beside " + parent;
          case TRACKER -> "on " + parent;
          case WORLD -> "in the space of " + parent;
        };
    return String.format(
        Locale.ROOT,
        "Place %s: %s, known to %.1f mm and %.2f°",
        id,
        where,
        1000 * bound.metres(),
        Math.toDegrees(bound.radians()));
  }

  boolean whole() {
    return id != null
        && camera != null
        && kind != null
        && parent != null
        && parentFromCamera != null
        && parentFromCamera.position() != null
        && parentFromCamera.rotation() != null
        && bound != null;
  }
}
