package dev.handloom.store.mcap;

import java.util.Set;

/// Which messages are wanted, and in which order.
///
/// @param topics all if empty
/// @param fromNanos first log time that is wanted
/// @param untilNanos first log time that is not; [#NO_END] for no end
/// @param newestFirst from the last message back to the first
public record MessageQuery(
    Set<String> topics, long fromNanos, long untilNanos, boolean newestFirst) {

  /// Not a time: no end. Times are unsigned, so this is also the greatest of them.
  public static final long NO_END = -1;

  public MessageQuery {
    topics = Set.copyOf(topics);
  }

  /// Every message, in the order of log time.
  public static MessageQuery all() {
    return new MessageQuery(Set.of(), 0, NO_END, false);
  }

  public MessageQuery topics(String... wanted) {
    return new MessageQuery(Set.of(wanted), fromNanos, untilNanos, newestFirst);
  }

  /// From `from` on, before `until`.
  public MessageQuery between(long from, long until) {
    return new MessageQuery(topics, from, until, newestFirst);
  }

  public MessageQuery backwards() {
    return new MessageQuery(topics, fromNanos, untilNanos, true);
  }

  boolean wants(String topic) {
    return topics.isEmpty() || topics.contains(topic);
  }

  boolean wants(long logTimeNanos) {
    return Long.compareUnsigned(logTimeNanos, fromNanos) >= 0
        && (untilNanos == NO_END || Long.compareUnsigned(logTimeNanos, untilNanos) < 0);
  }

  /// Whether a chunk of these times can hold a wanted message.
  boolean overlaps(long startNanos, long endNanos) {
    return Long.compareUnsigned(endNanos, fromNanos) >= 0
        && (untilNanos == NO_END || Long.compareUnsigned(startNanos, untilNanos) < 0);
  }
}
