package dev.handloom.app.take;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.record.RecordingStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How busy encoders are: which share of the last seconds the busiest one spent packing. Above 100
/// % pictures would pile up. One thread.
final class EncoderLoad {
  /// Shorter, and a single picture would make it leap.
  private static final long SPAN_NANOS = 1_000_000_000L;

  private @Nullable EpisodeId of;
  private long sinceNanos;
  private Map<String, Long> before = Map.of();
  private double share = -1;

  /// @return the share, or -1 until it is measured
  double at(RecordingStatus now, long nanos) {
    Map<String, Long> spent = new HashMap<>();
    for (RecordingStatus.StreamStatus stream : now.streams()) {
      if (stream.video()) {
        spent.put(stream.name(), stream.encodingNanos());
      }
    }
    EpisodeId id = now.id();
    if (id == null || !id.equals(of)) {
      of = id;
      share = -1;
    } else if (nanos - sinceNanos < SPAN_NANOS) {
      return share;
    } else {
      long most = 0;
      for (Map.Entry<String, Long> each : spent.entrySet()) {
        most = Math.max(most, each.getValue() - before.getOrDefault(each.getKey(), 0L));
      }
      share = (double) most / (nanos - sinceNanos);
    }
    before = spent;
    sinceNanos = nanos;
    return share;
  }
}
