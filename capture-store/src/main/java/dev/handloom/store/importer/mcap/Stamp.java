package dev.handloom.store.importer.mcap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A moment that a message names.
record Stamp(long nanos) {
  private static final long SECOND_NANOS = 1_000_000_000L;

  static Stamp of(long seconds, long nanos) {
    return new Stamp(seconds * SECOND_NANOS + nanos);
  }

  /// The moment that a message gives as its own: in its header, or right in it.
  static @Nullable Stamp in(Map<String, Object> message) {
    for (String key : new String[] {"timestamp", "stamp"}) {
      if (message.get(key) instanceof Stamp stamp) {
        return stamp;
      }
    }
    if (message.get("header") instanceof Map<?, ?> header
        && header.get("stamp") instanceof Stamp stamp) {
      return stamp;
    }
    if (message.get("transforms") instanceof java.util.List<?> all
        && !all.isEmpty()
        && all.getFirst() instanceof Map<?, ?> first) {
      @SuppressWarnings("unchecked") // Forms make maps with such keys only.
      Map<String, Object> one = (Map<String, Object>) first;
      return in(one);
    }
    return null;
  }
}
