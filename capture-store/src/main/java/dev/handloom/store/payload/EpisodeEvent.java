package dev.handloom.store.payload;

import java.util.Objects;

/// Something that happened during a take.
///
/// @param studioNanos when
/// @param subject the stream or device it happened to; empty for the whole take
/// @param count how many samples it cost, or 0
/// @param text for a person
/// @param untilNanos when it was over; the same as [#studioNanos] for a moment
public record EpisodeEvent(
    long studioNanos, EventKind kind, String subject, long count, String text, long untilNanos) {
  /// A moment.
  public EpisodeEvent(long studioNanos, EventKind kind, String subject, long count, String text) {
    this(studioNanos, kind, subject, count, text, studioNanos);
  }

  /// A moment has no end of its own; a manifest of an older version leaves it out.
  public EpisodeEvent {
    kind = Objects.requireNonNullElse(kind, EventKind.OTHER);
    subject = Objects.requireNonNullElse(subject, "");
    text = Objects.requireNonNullElse(text, "");
    untilNanos = Math.max(studioNanos, untilNanos == 0 ? studioNanos : untilNanos);
  }
}
