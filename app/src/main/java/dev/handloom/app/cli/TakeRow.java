package dev.handloom.app.cli;

import dev.handloom.store.episode.Manifest;
import dev.handloom.store.record.TakeResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of one take, in the JSON of `demo` and `record`.
///
/// @param state `saved`, or how it ended otherwise
/// @param message why, when it was not saved; empty else
record TakeRow(
    String id,
    String folder,
    String state,
    String message,
    double seconds,
    long samples,
    long pictures,
    long missing,
    @Nullable Double timesWithinMillis) {

  static TakeRow of(TakeResult result) {
    Manifest manifest = result.manifest();
    Long bound = manifest == null ? null : manifest.worstBoundNanos();
    return new TakeRow(
        result.bundle().id().text(),
        result.bundle().folder().toString(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.message(),
        manifest == null ? 0 : manifest.times().durationNanos() / 1e9,
        manifest == null ? 0 : samples(manifest),
        manifest == null ? 0 : pictures(manifest),
        manifest == null ? 0 : manifest.missing(),
        bound == null ? null : bound / 1e6);
  }

  static long samples(Manifest manifest) {
    return manifest.streams().stream().mapToLong(Manifest.StreamEntry::samples).sum();
  }

  static long pictures(Manifest manifest) {
    return manifest.cameras().stream().mapToLong(Manifest.CameraEntry::frames).sum();
  }
}
