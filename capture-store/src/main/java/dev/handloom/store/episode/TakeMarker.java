package dev.handloom.store.episode;

import dev.handloom.device.clock.StudioClock;
import java.util.Objects;

/// What recovery must know of a take that never ended: written before the first sample.
public record TakeMarker(
    String id,
    String task,
    String person,
    String rig,
    long startNanos,
    StudioClock.Anchor anchor,
    String software) {
  public TakeMarker {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(anchor, "anchor");
    task = Objects.requireNonNullElse(task, "");
    person = Objects.requireNonNullElse(person, "");
    rig = Objects.requireNonNullElse(rig, "");
    software = Objects.requireNonNullElse(software, "");
  }
}
