package dev.handloom.store.record;

import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.Locale;

/// Watches whether anything comes of a stream, and tells of every gap: from when to when, how long,
/// and how many samples if the device counts them. The writer thread only, but for [#sinceNanos].
final class Silence {
  static final long NONE = -1;

  /// No stream of the house is slower than a few samples a second; a hiccup of the machine is no
  /// gap.
  private static final long LEAST_NANOS = 1_000_000_000L;

  private static final int PERIODS = 5;

  private final StreamSpec spec;
  private final long mostNanos;
  private long lastNanos;
  private volatile long sinceNanos = NONE;

  Silence(StreamSpec spec) {
    this.spec = spec;
    mostNanos = Math.max(LEAST_NANOS, Math.round(PERIODS * 1e9 / spec.nominalHz()));
  }

  /// From here on something should come: the start, or the end of a pause.
  void expectFrom(long nanos) {
    lastNanos = Math.max(lastNanos, nanos);
  }

  /// A sample came. Before it is counted.
  void came(Tally tally, long sequence, long nanos, Incidents incidents) {
    if (nanos - lastNanos > mostNanos) {
      long missing = tally.gap(sequence);
      double seconds = (nanos - lastNanos) / 1e9;
      tell(nanos, missing, number(missing, seconds), incidents);
    }
    lastNanos = Math.max(lastNanos, nanos);
    sinceNanos = NONE;
  }

  private String number(long missing, double seconds) {
    return missing > 0
        ? Counted.of(missing, "sample is", "samples are") + " missing, and then it was back"
        : String.format(
            Locale.ROOT,
            "by its rate about %.0f samples, and then it was back",
            seconds * spec.nominalHz());
  }

  /// A sample came that is left out.
  void leftOut(long nanos) {
    lastNanos = Math.max(lastNanos, nanos);
    sinceNanos = NONE;
  }

  /// Looks at the clock: a person should see that nothing comes.
  void look(long now) {
    if (now - lastNanos > mostNanos) {
      sinceNanos = lastNanos;
    }
  }

  /// The take is over.
  void end(long stopNanos, Incidents incidents) {
    if (stopNanos - lastNanos > mostNanos) {
      tell(stopNanos, 0, "and nothing more until the take ended", incidents);
    }
  }

  private void tell(long until, long missing, String then, Incidents incidents) {
    incidents.add(
        new EpisodeEvent(
            lastNanos,
            EventKind.GAP,
            spec.name(),
            missing,
            String.format(
                Locale.ROOT, "Nothing came for %.1f s, %s", (until - lastNanos) / 1e9, then),
            until));
  }

  /// Studio time since when nothing comes, or [#NONE].
  long sinceNanos() {
    return sinceNanos;
  }
}
