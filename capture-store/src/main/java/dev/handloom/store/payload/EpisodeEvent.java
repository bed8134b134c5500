package dev.handloom.store.payload;

import java.util.Objects;

/// Something that happened during a take.
///
/// @param studioNanos when
/// @param subject the stream or device it happened to; empty for the whole take
/// @param count how many samples it cost, or 0
/// @param text for a person
public record EpisodeEvent(
    long studioNanos, EventKind kind, String subject, long count, String text) {
  public EpisodeEvent {
    kind = Objects.requireNonNullElse(kind, EventKind.OTHER);
    subject = Objects.requireNonNullElse(subject, "");
    text = Objects.requireNonNullElse(text, "");
  }
}
