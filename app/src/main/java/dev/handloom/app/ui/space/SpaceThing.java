package dev.handloom.app.ui.space;

import dev.handloom.device.space.Pose;
import org.jspecify.annotations.Nullable;

/// Something that is somewhere.
///
/// @param name for a person
/// @param pose in its group's space
/// @param joints of a hand, 26 × 7 as the wrist sees them; null for anything else, and for a hand
///   of which only the wrist is known
/// @param seen whether it is seen now; what was seen before is drawn faded
public record SpaceThing(
    Kind kind, String name, Pose pose, double @Nullable [] joints, boolean seen) {
  /// How it is drawn.
  public enum Kind {
    HEAD,
    LEFT_HAND,
    RIGHT_HAND,
    CONTROLLER,
    GRIPPER,
    TRACKER,
    CAMERA
  }
}
