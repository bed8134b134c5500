package dev.handloom.app.preview;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;

/// A camera at a moment, in the space in which positions are measured.
///
/// @param spaceFromCamera the camera's frame in that space: z forward, x right, y down
public record PathLook(CameraModel lens, Pose spaceFromCamera) {
  /// Nothing nearer is drawn.
  private static final double NEAREST_METRES = 0.02;

  /// Where a point comes to lie.
  ///
  /// @param pixel receives u, v of the camera's own picture
  /// @return false for one that the camera does not see
  public boolean project(Vec3 point, double[] pixel) {
    Vec3 seen = spaceFromCamera.inverse().apply(point);
    return seen.z() > NEAREST_METRES
        && lens.project(new double[] {seen.x(), seen.y(), seen.z()}, pixel)
        && Double.isFinite(pixel[0] + pixel[1]);
  }

  /// The point as far before the camera that lies at another pixel; the same where no ray goes.
  public Vec3 at(Vec3 point, double u, double v) {
    double depth = spaceFromCamera.inverse().apply(point).z();
    double[] ray = new double[3];
    if (!lens.unproject(u, v, ray) || ray[2] <= 0 || depth <= 0) {
      return point;
    }
    double far = depth / ray[2];
    return spaceFromCamera.apply(new Vec3(ray[0] * far, ray[1] * far, ray[2] * far));
  }
}
