package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.fit.Intrinsics;

/// One of several cameras.
///
/// @param covariance how far its numbers are known; empty where they are to be taken as they are
public record RigCamera(String name, CameraModel camera, double[][] covariance) {
  public static RigCamera of(String name, Intrinsics intrinsics) {
    return new RigCamera(name, intrinsics.camera(), intrinsics.covariance());
  }

  public static RigCamera asItIs(String name, CameraModel camera) {
    return new RigCamera(name, camera, new double[0][]);
  }
}
