package dev.handloom.store.record;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.payload.EpisodeEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A take whose files are ended, and what was counted on the way.
record TakeFiles(
    Bundle bundle,
    TakeMarker marker,
    long stopNanos,
    String ended,
    List<Manifest.StreamEntry> signals,
    List<Manifest.StreamEntry> videos,
    List<Manifest.CameraEntry> cameras,
    List<Manifest.SyncEntry> sync,
    List<EpisodeEvent> events,
    List<Manifest.Pause> pauses,
    List<Enclosure> enclosures) {

  Manifest manifest() throws IOException {
    List<Manifest.FileEntry> files = new ArrayList<>();
    files.add(FileHash.entry(bundle.mcap()));
    for (Manifest.CameraEntry camera : cameras) {
      Path video = bundle.video(camera.file());
      if (Files.exists(video)) {
        files.add(FileHash.entry(video));
      }
    }
    List<Manifest.StreamEntry> streams = new ArrayList<>(signals);
    streams.addAll(videos);
    return new Manifest(
        Manifest.SCHEMA,
        marker.id(),
        marker.task(),
        marker.person(),
        marker.rig(),
        Manifest.State.COMPLETE,
        ended,
        new Manifest.Times(marker.startNanos(), stopNanos, marker.anchor()),
        streams,
        cameras,
        sync,
        events,
        List.of(),
        files,
        marker.software(),
        pauses,
        enclosures.stream().map(Enclosure::entry).toList());
  }
}
