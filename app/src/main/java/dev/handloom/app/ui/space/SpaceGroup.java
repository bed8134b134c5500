package dev.handloom.app.ui.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Things whose places are told in one space.
///
/// @param title whose space it is
/// @param note what a person should know of it; empty for nothing
/// @param missing the names of things that belong in it, and of which nobody knows where they are
/// @param extent how far the things reach at any time, so that the picture stands still; null where
///   nobody knows
public record SpaceGroup(
    String title,
    String note,
    List<SpaceThing> things,
    List<String> missing,
    @Nullable SpaceExtent extent) {
  public SpaceGroup {
    things = List.copyOf(things);
    missing = List.copyOf(missing);
  }

  /// The same, in a picture that stands still.
  public SpaceGroup within(@Nullable SpaceExtent reach) {
    return new SpaceGroup(title, note, things, missing, reach);
  }
}
