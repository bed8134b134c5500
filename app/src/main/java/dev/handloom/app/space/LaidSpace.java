package dev.handloom.app.space;

import dev.handloom.device.space.Pose;
import org.jspecify.annotations.Nullable;

/// How a headset's space lies in another, at a moment.
///
/// @param holds whether it does; where not, both stay apart
/// @param note what a person should know of it: beside the space it lies in while it holds, else
///   beside the headset's own
/// @param camera where the other space is a camera's; else null
record LaidSpace(
    String headset,
    String target,
    Pose targetFromHeadset,
    boolean holds,
    String note,
    @Nullable Camera camera) {

  /// A camera that stands still, seen from the headset.
  ///
  /// @param name for a person
  /// @param note beside the space in which it is shown
  record Camera(String name, String note) {}
}
