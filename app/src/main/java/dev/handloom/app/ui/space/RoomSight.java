package dev.handloom.app.ui.space;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;

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

  /// The same where the things reach there at one time or another, and hardly ever all at once.
  private static final double STILL_FILLS = 0.75;

  /// Who walks farther is followed: from so far away hands would be too small to be seen.
  private static final double MOST_STILL_METRES = 2.5;

  private static final double BELOW_METRES = 0.05;
  private static final double ABOVE = Math.toRadians(10);

  private Vec3 middle = Vec3.ZERO;
  private double reach = LEAST_REACH_METRES;
  private double lowest = BELOW_METRES;
  private double fills = FILLS;
  private boolean settled;
  private double cosYaw = 1;
  private double sinYaw;
  private double cosPitch = 1;
  private double sinPitch;
  private double cx;
  private double cy;
  private double scale = 1;

  /// Looks at things.
  void look(SpaceGroup group) {
    SpaceExtent whole = group.extent();
    if (whole != null && whole.reach() <= MOST_STILL_METRES) {
      settled = true;
      fills = STILL_FILLS;
      aim(whole, 1);
      lowest = whole.low().y();
      return;
    }
    SpaceExtent now = SpaceExtent.of(group.things()).orElse(null);
    fills = FILLS;
    if (now != null) {
      aim(now, settled && whole == null ? FOLLOWS : 1);
      settled = true;
      lowest = now.low().y();
    }
  }

  private void aim(SpaceExtent at, double share) {
    middle = middle.towards(at.middle(), share);
    reach += share * (Math.max(LEAST_REACH_METRES, at.reach()) - reach);
  }

  void from(double yaw, double pitch, double width, double height) {
    double down = ABOVE - pitch;
    cosYaw = Math.cos(yaw);
    sinYaw = Math.sin(yaw);
    cosPitch = Math.cos(down);
    sinPitch = Math.sin(down);
    cx = width / 2;
    cy = height / 2;
    scale = fills * Math.min(width, height) / reach;
  }

  /// How high the floor is drawn, in metres.
  double floor() {
    return lowest - BELOW_METRES;
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
