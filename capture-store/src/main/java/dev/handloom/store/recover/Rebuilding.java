package dev.handloom.store.recover;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Counted;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.mcap.McapException;
import dev.handloom.store.mcap.McapRecovery;
import dev.handloom.store.mcap.RecoveryReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// One bundle that is being made whole.
final class Rebuilding {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT);

  private final Bundle bundle;
  private final @Nullable TakeMarker marker;
  private final List<String> notes = new ArrayList<>();
  private final RecoveredLog log = new RecoveredLog();
  private List<LostTail> lost = List.of();

  /// The last time at which a file was written to, on the wall clock.
  private long lastWriteUnixNanos = Long.MIN_VALUE;

  /// The last picture of which there is no record, studio time.
  private long lastPictureNanos = Long.MIN_VALUE;

  Rebuilding(Bundle bundle, @Nullable TakeMarker marker) {
    this.bundle = bundle;
    this.marker = marker;
  }

  List<LostTail> lost() {
    return lost;
  }

  Manifest manifest(String ended) throws IOException {
    written(bundle.mcap());
    notes.addAll(PartJoin.join(bundle));
    boolean cut = mcap();
    List<Callable<RecoveredVideo>> tasks = new ArrayList<>();
    for (RecoveredLog.Camera camera : log.cameras()) {
      written(bundle.video(camera.file()));
      long last = log.lastCapture(camera.stream());
      tasks.add(() -> RecoveredVideo.of(bundle, camera, last));
    }
    List<RecoveredVideo> videos = Parallel.all(tasks);
    List<Manifest.FileEntry> files = new ArrayList<>();
    files.add(FileHash.entry(bundle.mcap()));
    for (RecoveredVideo video : videos) {
      notes.addAll(video.notes());
      lastPictureNanos = Math.max(lastPictureNanos, video.lastPictureNanos());
      if (video.file() != null) {
        files.add(video.file());
      }
    }
    TakeMarker take = marker != null ? marker : take();
    if (cut) {
      long sign = Math.max(lastPictureNanos, log.lastCaptureNanos());
      if (lastWriteUnixNanos != Long.MIN_VALUE) {
        sign = Math.max(sign, take.anchor().toStudioNanos(lastWriteUnixNanos));
      }
      lost = LostTail.of(log.tallies(), sign);
      notes.add(LostTail.words(lost));
    }
    long stop = Math.max(take.startNanos(), log.lastCaptureNanos());
    return new Manifest(
        Manifest.SCHEMA,
        bundle.id().text(),
        take.task(),
        take.person(),
        take.rig(),
        Manifest.State.RECOVERED,
        ended,
        new Manifest.Times(take.startNanos(), stop, take.anchor()),
        log.streams(),
        videos.stream().map(RecoveredVideo::entry).toList(),
        log.sync(),
        log.events(),
        notes,
        files,
        take.software(),
        log.pauses(stop),
        log.enclosures());
  }

  private void written(Path file) throws IOException {
    if (Files.exists(file)) {
      Instant then = Files.getLastModifiedTime(file).toInstant();
      lastWriteUnixNanos =
          Math.max(lastWriteUnixNanos, then.getEpochSecond() * 1_000_000_000L + then.getNano());
    }
  }

  /// Makes the MCAP whole and reads it; whether anything of its end was missing.
  private boolean mcap() throws IOException {
    boolean begun = Files.exists(bundle.mcap()) && Files.size(bundle.mcap()) > 0;
    if (!begun) {
      notes.add("The take ended before anything was written");
    }
    RecoveryReport report = whole();
    if (begun && !report.wasWhole()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s kept, %s of an unfinished end cut off",
              Counted.of(report.messages(), "message was", "messages were"),
              Counted.of(report.droppedBytes(), "byte was", "bytes were")));
      if (report.setAsideBytes() > 0) {
        notes.add(report.setAsideBytes() + " damaged bytes within the file are skipped");
      }
    }
    EpisodeLogReader.read(bundle.mcap(), log);
    return begun && !report.wasWhole();
  }

  private RecoveryReport whole() throws IOException {
    if (!Files.exists(bundle.mcap())) {
      // So that whoever opens the episode finds an empty one, not a broken one.
      begin();
    }
    try {
      return McapRecovery.recover(bundle.mcap());
    } catch (McapException e) {
      Path aside = bundle.folder().resolve(Bundle.MCAP + Recovery.DAMAGED_SUFFIX);
      Files.move(
          bundle.mcap(),
          aside,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      notes.add(
          "Nothing could be read from "
              + Bundle.MCAP
              + " ("
              + e.getMessage()
              + "). It is kept as "
              + aside.getFileName());
      begin();
      return McapRecovery.recover(bundle.mcap());
    }
  }

  /// An empty log. In the folder for good before a manifest can name it there.
  private void begin() throws IOException {
    Files.createFile(bundle.mcap());
    Durable.forceFolder(bundle.folder());
  }

  /// What was recorded, without the marker.
  private TakeMarker take() {
    TakeMarker take = log.take();
    if (take != null) {
      return take;
    }
    notes.add("What was recorded is not known any more: the task is empty");
    return new TakeMarker(
        bundle.id().text(), "", "", "", 0, new StudioClock.Anchor(0, idTime(), Long.MAX_VALUE), "");
  }

  private long idTime() {
    String text = bundle.id().text();
    try {
      return LocalDateTime.parse(text.substring(0, text.lastIndexOf('-')), ID_TIME)
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli()
          * 1_000_000L;
    } catch (DateTimeException e) {
      // A folder that somebody named by hand, after no day of the calendar.
      return 0;
    }
  }
}
