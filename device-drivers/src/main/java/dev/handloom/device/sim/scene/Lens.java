package dev.handloom.device.sim.scene;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;

/// A pinhole camera somewhere in the world.
final class Lens {
  /// Nothing nearer is drawn.
  static final double NEAREST_METRES = 0.03;

  private final double focal;
  private final double centreX;
  private final double centreY;

  // The rows of the rotation from world to camera, and the camera's place.
  private Vec3 right = Vec3.ZERO;
  private Vec3 up = Vec3.ZERO;
  private Vec3 back = Vec3.ZERO;
  private Vec3 place = Vec3.ZERO;

  /// @param fieldOfView from left to right, in radians
  Lens(int width, int height, double fieldOfView) {
    focal = width / 2.0 / Math.tan(fieldOfView / 2);
    centreX = (width - 1) / 2.0;
    centreY = (height - 1) / 2.0;
  }

  void lookFrom(Pose pose) {
    Quat turn = pose.rotation();
    right = turn.rotate(new Vec3(1, 0, 0));
    up = turn.rotate(new Vec3(0, 1, 0));
    back = turn.rotate(new Vec3(0, 0, 1));
    place = pose.position();
  }

  Vec3 place() {
    return place;
  }

  /// A world direction in the camera's frame.
  void direction(Vec3 world, double[] out) {
    out[0] = world.dot(right);
    out[1] = world.dot(up);
    out[2] = world.dot(back);
  }

  /// A world point in the camera's frame.
  void toCamera(double x, double y, double z, double[] out) {
    double dx = x - place.x();
    double dy = y - place.y();
    double dz = z - place.z();
    out[0] = dx * right.x() + dy * right.y() + dz * right.z();
    out[1] = dx * up.x() + dy * up.y() + dz * up.z();
    out[2] = dx * back.x() + dy * back.y() + dz * back.z();
  }

  /// A point of the camera's frame on the picture: x, y, nearness. It must lie before the camera.
  void project(double[] point, double[] out) {
    double near = -1 / point[2];
    out[0] = centreX + focal * point[0] * near;
    out[1] = centreY - focal * point[1] * near;
    out[2] = near;
  }

  double focal() {
    return focal;
  }
}
