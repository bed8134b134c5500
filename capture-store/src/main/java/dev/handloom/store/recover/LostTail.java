package dev.handloom.store.recover;

import dev.handloom.store.episode.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What one stream lost at the end of a take that was cut short.
///
/// @param seconds from its last sample to the last sign that the program still wrote
/// @param samples as many as come in that time
public record LostTail(String stream, double seconds, long samples) {
  /// How often what was gathered is written; that much more may be missing after the last sign.
  private static final double WRITTEN_EVERY_SECONDS = 0.5;

  /// A file that was touched this much later was not touched by the recorder.
  private static final long LATEST_SIGN_NANOS = 60_000_000_000L;

  /// Holds the streams against the last sign, which may be older than what they have.
  static List<LostTail> of(List<Tally> streams, long signNanos) {
    List<LostTail> tails = new ArrayList<>();
    for (Tally tally : streams) {
      double hz = tally.spec().nominalHz();
      if (tally.samples() == 0 || hz <= 0 || tally.spec().derived()) {
        continue;
      }
      long nanos = signNanos - tally.lastCaptureNanos();
      // The next sample was not due at once.
      long samples = (long) (nanos / 1e9 * hz);
      if (samples > 0 && nanos < LATEST_SIGN_NANOS) {
        tails.add(new LostTail(tally.spec().name(), nanos / 1e9, samples));
      }
    }
    return tails;
  }

  /// For a person.
  static String words(List<LostTail> tails) {
    double most = tails.stream().mapToDouble(LostTail::seconds).max().orElse(0);
    if (tails.isEmpty()) {
      return String.format(
          Locale.ROOT, "Up to %.1f s before the end may be missing", WRITTEN_EVERY_SECONDS);
    }
    return String.format(
        Locale.ROOT,
        "The last %.2f s are lost, and at most %.1f s more: about %s",
        most,
        WRITTEN_EVERY_SECONDS,
        tails.stream()
            .map(tail -> tail.samples() + " of " + tail.stream())
            .collect(Collectors.joining(", ")));
  }
}
