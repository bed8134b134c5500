package dev.handloom.calibration.camera.capture;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;

/// Which side of a board is nearer to the camera, as seen in the picture.
public enum Tilt {
  FLAT("straight towards the camera"),
  LEFT("its left side nearer"),
  RIGHT("its right side nearer"),
  UPPER("its upper side nearer"),
  LOWER("its lower side nearer");

  /// Less counts as straight.
  private static final double LEAST = Math.toRadians(15);

  private final String words;

  Tilt(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// @param board before the camera
  /// @param middle of the board, in its own frame
  static Tilt of(Pose board, Vec3 middle) {
    Vec3 sight = board.apply(middle).unit();
    Vec3 normal = board.rotation().rotate(new Vec3(0, 0, 1));
    if (normal.dot(sight) < 0) {
      normal = normal.times(-1);
    }
    Vec3 lean = normal.minus(sight.times(normal.dot(sight)));
    if (Math.asin(Math.min(1, lean.length())) < LEAST) {
      return FLAT;
    }
    // The board's back leans to the side that is nearer.
    if (Math.abs(lean.x()) >= Math.abs(lean.y())) {
      return lean.x() > 0 ? RIGHT : LEFT;
    }
    return lean.y() > 0 ? LOWER : UPPER;
  }
}
