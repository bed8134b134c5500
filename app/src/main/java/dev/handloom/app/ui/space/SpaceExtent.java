package dev.handloom.app.ui.space;

import dev.handloom.device.space.Vec3;
import java.util.List;
import java.util.Optional;

/// How far things reach, in metres: the box about their places.
public record SpaceExtent(Vec3 low, Vec3 high) {
  /// A hand is larger than its wrist.
  private static final double AROUND_METRES = 0.15;

  /// The box about things; empty where there are none.
  public static Optional<SpaceExtent> of(List<SpaceThing> things) {
    return things.stream()
        .map(thing -> thing.pose().position())
        .map(at -> new SpaceExtent(at, at))
        .reduce(SpaceExtent::and);
  }

  /// The box about both.
  public SpaceExtent and(SpaceExtent other) {
    Vec3 a = other.low;
    Vec3 b = other.high;
    return new SpaceExtent(
        new Vec3(Math.min(low.x(), a.x()), Math.min(low.y(), a.y()), Math.min(low.z(), a.z())),
        new Vec3(Math.max(high.x(), b.x()), Math.max(high.y(), b.y()), Math.max(high.z(), b.z())));
  }

  Vec3 middle() {
    return low.towards(high, 0.5);
  }

  /// From the middle to where the things end.
  double reach() {
    return low.distance(high) / 2 + AROUND_METRES;
  }
}
