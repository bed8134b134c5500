package dev.handloom.app.ui.space;

import java.util.List;

/// Things whose places are told in one space.
///
/// @param title whose space it is
/// @param note what a person should know of it; empty for nothing
public record SpaceGroup(String title, String note, List<SpaceThing> things) {
  public SpaceGroup {
    things = List.copyOf(things);
  }
}
