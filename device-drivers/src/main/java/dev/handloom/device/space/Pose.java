package dev.handloom.device.space;

/// Where something is and how it is turned, in the frame of something else.
public record Pose(Vec3 position, Quat rotation) {
  public static final Pose IDENTITY = new Pose(Vec3.ZERO, Quat.IDENTITY);

  /// The pose, in this pose's parent frame, of something given in this pose's frame.
  public Pose then(Pose child) {
    return new Pose(apply(child.position), rotation.times(child.rotation).unit());
  }

  /// A point given in this frame, in the parent's.
  public Vec3 apply(Vec3 point) {
    return position.plus(rotation.rotate(point));
  }

  public Pose inverse() {
    Quat back = rotation.inverse();
    return new Pose(back.rotate(position).times(-1), back);
  }

  public Pose towards(Pose o, double share) {
    return new Pose(position.towards(o.position, share), rotation.towards(o.rotation, share));
  }
}
