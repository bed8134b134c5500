package dev.handloom.app.ui.space;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that is somewhere.
///
/// @param name for a person
/// @param pose in its group's space
/// @param joints of a hand, 26 × 7 as the wrist sees them; null for anything else, and for a hand
///   of which only the wrist is known
/// @param seen whether it is seen now; what was seen before is drawn faded
/// @param trail where it was just before, the oldest first; empty where that is not shown
public record SpaceThing(
    Kind kind, String name, Pose pose, double @Nullable [] joints, boolean seen, List<Vec3> trail) {
  public SpaceThing {
    trail = List.copyOf(trail);
  }

  /// The same thing, called otherwise.
  public SpaceThing named(String other) {
    return other.equals(name) ? this : new SpaceThing(kind, other, pose, joints, seen, trail);
  }

  /// The same thing as another space has it.
  ///
  /// @param by its own space in that one
  public SpaceThing in(Pose by) {
    return new SpaceThing(
        kind, name, by.then(pose), joints, seen, trail.stream().map(by::apply).toList());
  }

  /// How it is drawn.
  public enum Kind {
    HEAD,
    LEFT_HAND,
    RIGHT_HAND,
    CONTROLLER,
    GRIPPER,
    TRACKER,
    /// A joint of a body, one of many: a point without a name.
    BODY,
    CAMERA
  }
}
