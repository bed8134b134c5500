package dev.handloom.store.importer.mcap;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.Manifest;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When an exported episode was.
///
/// @param startNanos studio time at which the take began
/// @param fromNanos studio time at which the exported part begins
/// @param cut whether it is a part of the take
record OwnTimes(
    StudioClock.Anchor anchor, long startNanos, long fromNanos, long toNanos, boolean cut) {
  private static final double SECOND_NANOS = 1e9;

  static OwnTimes of(
      @Nullable Manifest manifest, Map<String, String> episode, Map<String, String> export)
      throws IOException {
    try {
      boolean cut = Boolean.parseBoolean(export.getOrDefault("part_of_the_take", ""));
      if (manifest != null && !cut) {
        Manifest.Times times = manifest.times();
        return new OwnTimes(
            times.anchor(), times.startNanos(), times.startNanos(), times.stopNanos(), false);
      }
      StudioClock.Anchor anchor =
          manifest != null
              ? manifest.times().anchor()
              : new StudioClock.Anchor(
                  number(episode, "anchor_studio_nanos"),
                  number(episode, "anchor_unix_nanos"),
                  number(episode, "anchor_uncertainty_nanos"));
      long start =
          manifest != null ? manifest.times().startNanos() : number(episode, "start_nanos");
      return new OwnTimes(
          anchor,
          start,
          start + nanos(export.getOrDefault("from_seconds", "0")),
          start + nanos(export.getOrDefault("to_seconds", "0")),
          cut);
    } catch (NumberFormatException e) {
      throw new IOException("It does not say when it was recorded", e);
    }
  }

  private static long number(Map<String, String> from, String key) {
    return Long.parseLong(from.getOrDefault(key, ""));
  }

  private static long nanos(String seconds) {
    return Math.round(Double.parseDouble(seconds) * SECOND_NANOS);
  }
}
