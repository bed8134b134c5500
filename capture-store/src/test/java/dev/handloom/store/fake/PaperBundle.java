package dev.handloom.store.fake;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// An episode of which there is only what its manifest says.
public record PaperBundle(
    String task,
    String person,
    String rig,
    Instant start,
    double seconds,
    long lost,
    Long boundNanos,
    Manifest.State state) {

  /// One that is whole and well timed.
  public static PaperBundle of(String task, String start) {
    return new PaperBundle(
        task, "p07", "bench rig", Instant.parse(start), 12, 0, 1_500_000L, Manifest.State.COMPLETE);
  }

  public PaperBundle by(String who) {
    return new PaperBundle(task, who, rig, start, seconds, lost, boundNanos, state);
  }

  public PaperBundle lasting(double howLong) {
    return new PaperBundle(task, person, rig, start, howLong, lost, boundNanos, state);
  }

  public PaperBundle losing(long samples) {
    return new PaperBundle(task, person, rig, start, seconds, samples, boundNanos, state);
  }

  public PaperBundle within(Long bound) {
    return new PaperBundle(task, person, rig, start, seconds, lost, bound, state);
  }

  public PaperBundle recovered() {
    return new PaperBundle(
        task, person, rig, start, seconds, lost, boundNanos, Manifest.State.RECOVERED);
  }

  /// Writes it under a library's folder, with a new id.
  public Bundle write(Path library) throws IOException {
    return write(library, EpisodeId.at(start));
  }

  public Bundle write(Path library, EpisodeId id) throws IOException {
    Bundle bundle = new Bundle(id.under(library.resolve("episodes")));
    Files.createDirectories(bundle.folder());
    Files.writeString(bundle.manifest(), ManifestFile.json(manifest(id)));
    return bundle;
  }

  private Manifest manifest(EpisodeId id) {
    long nanos = Math.round(seconds * 1e9);
    long samples = Math.round(seconds * 120);
    return new Manifest(
        Manifest.SCHEMA,
        id.text(),
        task,
        person,
        rig,
        state,
        "",
        new Manifest.Times(
            0, nanos, new StudioClock.Anchor(0, start.toEpochMilli() * 1_000_000L, 1000)),
        List.of(
            new Manifest.StreamEntry(
                "left-glove/fingers",
                "JOINTS",
                null,
                120,
                22,
                samples,
                120,
                0,
                nanos,
                lost,
                0,
                0,
                boundNanos,
                0)),
        List.of(
            new Manifest.CameraEntry(
                "wrist-camera/picture",
                "wrist-camera.mp4",
                "h264",
                640,
                480,
                Math.round(seconds * 30),
                1_000_000,
                "")),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Manifest.FileEntry("episode.mcap", Math.round(seconds * 1e6), "0".repeat(64))),
        "Handloom test");
  }
}
