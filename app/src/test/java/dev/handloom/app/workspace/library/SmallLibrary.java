package dev.handloom.app.workspace.library;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A library of episodes that hold no samples, only what their manifests say.
final class SmallLibrary {
  private static final Instant FIRST = Instant.parse("2026-11-20T09:30:00Z");

  private final Path folder;
  private int made;

  SmallLibrary(Path folder) {
    this.folder = folder;
  }

  /// An episode that is whole.
  EpisodeId whole(String task, Duration length) throws IOException {
    return write(task, length, Manifest.State.COMPLETE, 0, List.of(), List.of());
  }

  /// An episode that lost samples, and says so; nothing of it is in its log.
  EpisodeId lossy(String task, Duration length, long lost) throws IOException {
    return write(task, length, Manifest.State.COMPLETE, lost, List.of(), List.of());
  }

  EpisodeId recovered(String task, Duration length) throws IOException {
    return write(
        task,
        length,
        Manifest.State.RECOVERED,
        0,
        List.of("The last 0.4 s were not on the disk"),
        List.of());
  }

  /// An episode whose video was lost in a copy.
  EpisodeId withoutVideo(String task, Duration length) throws IOException {
    return write(
        task,
        length,
        Manifest.State.COMPLETE,
        0,
        List.of(),
        List.of(new Manifest.FileEntry("wrist-camera.mp4", 48_000_000, "0".repeat(64))));
  }

  void trash(EpisodeId id) throws IOException {
    try (Library library = Library.open(folder)) {
      library.trash(id);
    }
  }

  private EpisodeId write(
      String task,
      Duration length,
      Manifest.State state,
      long lost,
      List<String> notes,
      List<Manifest.FileEntry> files)
      throws IOException {
    Instant start = FIRST.plus(Duration.ofMinutes(7L * made++));
    EpisodeId id = EpisodeId.at(start);
    Bundle bundle = new Bundle(id.under(folder.resolve("episodes")));
    Files.createDirectories(bundle.folder());
    List<Manifest.StreamEntry> streams =
        lost == 0
            ? List.of()
            : List.of(
                new Manifest.StreamEntry(
                    "glove-left/joints",
                    "JOINTS",
                    null,
                    120,
                    22,
                    0,
                    120,
                    0,
                    0,
                    lost,
                    0,
                    0,
                    null,
                    0));
    ManifestFile.write(
        bundle,
        new Manifest(
            Manifest.SCHEMA,
            id.text(),
            task,
            "",
            "Simulated rig",
            state,
            state == Manifest.State.RECOVERED ? "The program ended" : "Stopped by hand",
            new Manifest.Times(
                0, length.toNanos(), new StudioClock.Anchor(0, unixNanos(start), 1000)),
            streams,
            List.of(),
            List.of(),
            List.of(),
            notes,
            files,
            "Handloom test"));
    return id;
  }

  private static long unixNanos(Instant time) {
    return time.toEpochMilli() * 1_000_000L;
  }
}
