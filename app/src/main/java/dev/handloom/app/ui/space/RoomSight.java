package dev.handloom.app.ui.space;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.List;

/// From metres in a room to points of a picture: the eye looks at the middle of the things, from
/// behind whoever looks along −z.
final class RoomSight {
  /// The eye is so many times as far from the middle as the things reach.
  private static final double EYE = 3.2;

  private static final double LEAST_REACH_METRES = 0.35;

  /// The middle follows this share of its way a picture, so that a hand that moves does not shake
  /// the room.
  private static final double FOLLOWS = 0.04;

  /// Of the smaller side of the picture, from the middle to where the things reach.
  private static final double FILLS = 0.6;

  private static final double ABOVE = Math.toRadians(10);

  private Vec3 middle = Vec3.ZERO;
  private double reach = LEAST_REACH_METRES;
  private boolean settled;
  private double cosYaw = 1;
  private double sinYaw;
  private double cosPitch = 1;
  private double sinPitch;
  private double cx;
  private double cy;
  private double scale = 1;

  /// Looks at things.
  void look(List<SpaceThing> things) {
    if (things.isEmpty()) {
      return;
    }
    Vec3 low = things.getFirst().pose().position();
    Vec3 high = low;
    for (SpaceThing thing : things) {
      Vec3 at = thing.pose().position();
      low =
          new Vec3(Math.min(low.x(), at.x()), Math.min(low.y(), at.y()), Math.min(low.z(), at.z()));
      high =
          new Vec3(
              Math.max(high.x(), at.x()), Math.max(high.y(), at.y()), Math.max(high.z(), at.z()));
    }
    Vec3 between = low.towards(high, 0.5);
    double far = Math.max(LEAST_REACH_METRES, low.distance(high) / 2 + 0.15);
    double share = settled ? FOLLOWS : 1;
    settled = true;
    middle = middle.towards(between, share);
    reach += share * (far - reach);
  }

  void from(double yaw, double pitch, double width, double height) {
    double down = ABOVE - pitch;
    cosYaw = Math.cos(yaw);
    sinYaw = Math.sin(yaw);
    cosPitch = Math.cos(down);
    sinPitch = Math.sin(down);
    cx = width / 2;
    cy = height / 2;
    scale = FILLS * Math.min(width, height) / reach;
  }

  double floor(List<SpaceThing> things) {
    double lowest = Double.MAX_VALUE;
    for (SpaceThing thing : things) {
      lowest = Math.min(lowest, thing.pose().position().y());
    }
    return things.isEmpty() ? 0 : lowest - 0.05;
  }

  Vec3 middle() {
    return middle;
  }

  double reach() {
    return reach;
  }

  /// Pixels a metre at the middle.
  double scale() {
    return scale;
  }

  /// @return x, y in pixels, and metres towards the eye
  double[] at(Vec3 point) {
    Vec3 v = point.minus(middle);
    double right = v.x() * cosYaw + v.z() * sinYaw;
    double near = v.z() * cosYaw - v.x() * sinYaw;
    double up = v.y() * cosPitch - near * sinPitch;
    double depth = near * cosPitch + v.y() * sinPitch;
    double size = scale * EYE * reach / Math.max(0.3 * reach, EYE * reach - depth);
    return new double[] {cx + right * size, cy - up * size, depth};
  }

  double[] at(Pose pose, double x, double y, double z) {
    return at(pose.apply(new Vec3(x, y, z)));
  }
}
