package dev.handloom.store.record;

import java.util.List;

/// What is to be recorded.
///
/// @param task what the person will do, in their words
/// @param person who wears the devices; may be empty
/// @param rig the name of the rig
/// @param streams names of streams; all that there are if empty
public record TakePlan(String task, String person, String rig, List<String> streams) {
  public TakePlan {
    streams = List.copyOf(streams);
  }

  /// All streams.
  public static TakePlan of(String task) {
    return new TakePlan(task, "", "", List.of());
  }
}
