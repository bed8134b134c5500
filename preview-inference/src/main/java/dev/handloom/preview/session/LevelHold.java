package dev.handloom.preview.session;

import dev.handloom.preview.monitor.Band;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.monitor.TrustPart;
import java.util.HashMap;
import java.util.Map;

/// What is to be thought of each number. A level rises at once, and falls when it was lower for a
/// second: it can be read, and misses nothing. Belongs to one thread.
final class LevelHold {
  private static final long HOLD_NANOS = 1_000_000_000L;

  private record Since(TrustLevel level, long lastNanos) {}

  private final Map<TrustPart, Since> held = new HashMap<>();
  private Bands bands = Bands.NONE;
  private long nowNanos = Long.MIN_VALUE;

  /// @param now of what is looked at
  void look(Bands learnt, Map<TrustPart, Double> values, long now) {
    if (now < nowNanos || !learnt.equals(bands)) {
      held.clear();
    }
    bands = learnt;
    nowNanos = now;
    held.keySet().retainAll(values.keySet());
    values.forEach((part, value) -> {
      Band band = learnt.of(part);
      TrustLevel level = band == null ? TrustLevel.UNCALIBRATED : band.level(value);
      Since before = held.get(part);
      if (before == null
          || level.compareTo(before.level()) >= 0
          || now - before.lastNanos() > HOLD_NANOS) {
        held.put(part, new Since(level, now));
      }
    });
  }

  TrustLevel of(TrustPart part) {
    Since since = held.get(part);
    return since == null ? TrustLevel.UNKNOWN : since.level();
  }
}
