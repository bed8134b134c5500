package dev.handloom.app.space.touch;

import dev.handloom.calibration.space.TouchAlignment.Touch;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;

/// A corner that was touched.
///
/// @param place of the board, from 0
/// @param corner of the wanted ones
/// @param cameraFromBoard where the board lay
/// @param wrist in the headset's space, while the finger was there
/// @param radiusMetres of the fingertip
record TouchPoint(
    int place,
    int corner,
    TouchCorner where,
    Pose cameraFromBoard,
    Vec3 tip,
    Vec3 wrist,
    double radiusMetres) {
  /// Where the middle of the fingertip lay before the camera: as far above the board as the finger
  /// is thick.
  Touch touch() {
    return new Touch(
        tip, cameraFromBoard.apply(new Vec3(where.xMetres(), where.yMetres(), -radiusMetres)));
  }

  /// How high above the board a point before the camera lies.
  double height(Vec3 inCamera) {
    return -cameraFromBoard.inverse().apply(inCamera).z();
  }
}
