package dev.handloom.app.space;

import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Since when the space of a headset began where it did, all through an episode.
final class RecordedOrigin {
  /// From a moment on.
  ///
  /// @param origin how often its wearer has put it elsewhere
  /// @param starts how often the headset was started anew within the take before
  record Stretch(long fromNanos, long origin, int starts) {}

  private final String headset;
  private final List<Stretch> stretches = new ArrayList<>();

  private RecordedOrigin(String headset) {
    this.headset = headset;
  }

  /// Of a headset, by its head.
  static RecordedOrigin of(EpisodeReader episode, StreamSamples head) {
    RecordedOrigin made = new RecordedOrigin(head.spec().device());
    List<EpisodeEvent> links =
        episode.events().stream()
            .filter(event ->
                event.kind() == EventKind.RECONNECT && event.subject().equals(made.headset))
            .sorted(Comparator.comparingLong(EpisodeEvent::studioNanos))
            .toList();
    made.stretches.add(new Stretch(Long.MIN_VALUE, first(head), 0));
    int starts = 0;
    for (int i = 0; i < head.size(); i++) {
      long at = head.captureNanos(i);
      long origin = Math.round(head.value(i, Headset.ORIGIN));
      while (starts < links.size() && links.get(starts).studioNanos() <= at) {
        starts++;
      }
      Stretch last = made.stretches.getLast();
      if (origin != last.origin || starts != last.starts) {
        made.stretches.add(new Stretch(at, origin, starts));
      }
    }
    return made;
  }

  private static long first(StreamSamples head) {
    return head.size() == 0 ? 0 : Math.round(head.value(0, Headset.ORIGIN));
  }

  String headset() {
    return headset;
  }

  /// As it was when the take began.
  Stretch first() {
    return stretches.getFirst();
  }

  Stretch at(long nanos) {
    Stretch found = stretches.getFirst();
    for (Stretch each : stretches) {
      if (each.fromNanos <= nanos) {
        found = each;
      }
    }
    return found;
  }
}
