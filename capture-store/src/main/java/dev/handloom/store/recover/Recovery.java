package dev.handloom.store.recover;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.MarkerLock;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.McapRecovery;
import dev.handloom.store.mcap.RecoveryReport;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Makes bundles whole that were never ended.
public final class Recovery {
  private static final String CRASHED = "The program ended while it recorded";

  private static final String DAMAGED = "Its manifest was damaged";

  /// A damaged manifest is kept beside the new one: somebody may want to look at it.
  private static final String DAMAGED_SUFFIX = ".damaged";

  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT);

  private Recovery() {}

  /// What became of one bundle.
  ///
  /// @param manifest null when it could not be recovered, or is being recorded
  /// @param message for a person
  public record Outcome(Bundle bundle, @Nullable Manifest manifest, String message) {}

  /// Recovers every bundle of a library that was never ended, or whose manifest is damaged. One
  /// that cannot be recovered is left as it is and does not keep the others from it; one that is
  /// being recorded is left alone.
  public static List<Outcome> recoverAll(Library library) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Bundle bundle : library.bundles()) {
      boolean damaged = bundle.saved() && ManifestFile.damaged(bundle);
      if (bundle.saved() && !damaged) {
        continue;
      }
      try {
        Manifest manifest = recover(bundle, damaged ? DAMAGED : CRASHED);
        library.add(bundle);
        outcomes.add(new Outcome(bundle, manifest, String.join(". ", manifest.notes())));
      } catch (IOException e) {
        outcomes.add(new Outcome(bundle, null, String.valueOf(e.getMessage())));
      }
    }
    return outcomes;
  }

  /// Recovers one bundle.
  ///
  /// @param ended why the take ended
  /// @throws IOException if it is being recorded, or cannot be recovered; nothing was lost by
  ///   trying
  public static Manifest recover(Bundle bundle, String ended) throws IOException {
    if (!Files.isDirectory(bundle.folder())) {
      throw new BundleException("There is no such episode", "Look in the library", bundle.folder());
    }
    // Before the lock: reading the marker under it would let go of it.
    TakeMarker marker = MarkerLock.held(bundle) ? null : marker(bundle);
    MarkerLock lock = MarkerLock.tryLock(bundle);
    if (lock == null) {
      throw new BundleException("This take is being recorded", "Stop it first", bundle.folder());
    }
    try (lock) {
      Manifest saved = saved(bundle);
      if (saved != null) {
        // The program ended between the last two steps of saving.
        lock.finished();
        return saved;
      }
      Manifest manifest = rebuild(bundle, marker, ended);
      if (ManifestFile.damaged(bundle)) {
        Path aside = bundle.folder().resolve(Bundle.MANIFEST + DAMAGED_SUFFIX);
        Files.copy(bundle.manifest(), aside, StandardCopyOption.REPLACE_EXISTING);
      }
      ManifestFile.write(bundle, manifest);
      lock.finished();
      return manifest;
    }
  }

  private static @Nullable Manifest saved(Bundle bundle) {
    try {
      return ManifestFile.read(bundle);
    } catch (IOException e) {
      return null;
    }
  }

  private static Manifest rebuild(Bundle bundle, @Nullable TakeMarker marker, String ended)
      throws IOException {
    List<String> notes = new ArrayList<>();
    List<Manifest.FileEntry> files = new ArrayList<>();
    notes.addAll(PartJoin.join(bundle));
    RecoveredLog log = new RecoveredLog();
    if (Files.exists(bundle.mcap())) {
      RecoveryReport report = McapRecovery.recover(bundle.mcap());
      if (!report.wasWhole()) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%d messages were kept, %d bytes of an unfinished end were cut off",
                report.messages(),
                report.droppedBytes()));
        if (report.setAsideBytes() > 0) {
          notes.add(report.setAsideBytes() + " damaged bytes within the file are skipped");
        }
        notes.add("Up to one second before the end may be missing");
      }
      EpisodeLogReader.read(bundle.mcap(), log);
      files.add(FileHash.entry(bundle.mcap()));
    } else {
      notes.add("The take ended before anything was written");
    }
    List<Manifest.CameraEntry> cameras = new ArrayList<>();
    for (RecoveredLog.Camera camera : log.cameras()) {
      cameras.add(camera(bundle, camera, notes));
      Path video = bundle.video(camera.file());
      if (Files.exists(video)) {
        files.add(FileHash.entry(video));
      }
    }
    TakeMarker take = marker != null ? marker : take(bundle, log, notes);
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
        cameras,
        log.sync(),
        log.events(),
        notes,
        files,
        take.software(),
        log.pauses(stop));
  }

  private static Manifest.CameraEntry camera(
      Bundle bundle, RecoveredLog.Camera camera, List<String> notes) throws IOException {
    Path path = bundle.video(camera.file());
    String trouble = "";
    String codec = "";
    try (VideoReader video = VideoReader.open(path)) {
      codec = video.codec();
      long beyond = video.frameCount() - camera.records();
      if (beyond > 0) {
        notes.add(camera.file() + " has " + beyond + " pictures at its end whose times are lost");
      } else if (beyond < 0) {
        trouble = -beyond + " pictures that have a record are missing from the video";
      }
    } catch (IOException e) {
      trouble = String.valueOf(e.getMessage());
    }
    if (!trouble.isEmpty() && camera.records() > 0) {
      notes.add(camera.file() + ": " + trouble);
    }
    return new Manifest.CameraEntry(
        camera.stream(),
        camera.file(),
        codec,
        camera.format().width(),
        camera.format().height(),
        camera.records(),
        Files.exists(path) ? Files.size(path) : 0,
        trouble,
        "",
        camera.notEncoded());
  }

  private static @Nullable TakeMarker marker(Bundle bundle) {
    try {
      return ManifestFile.readMarker(bundle);
    } catch (IOException e) {
      // The log names the take, too.
      return null;
    }
  }

  private static TakeMarker take(Bundle bundle, RecoveredLog log, List<String> notes) {
    TakeMarker take = log.take();
    if (take != null) {
      return take;
    }
    notes.add("What was recorded is not known any more: the task is empty");
    long unixNanos = idTime(bundle);
    return new TakeMarker(
        bundle.id().text(),
        "",
        "",
        "",
        0,
        new StudioClock.Anchor(0, unixNanos, Long.MAX_VALUE),
        "");
  }

  private static long idTime(Bundle bundle) {
    String text = bundle.id().text();
    Instant start =
        LocalDateTime.parse(text.substring(0, text.lastIndexOf('-')), ID_TIME)
            .toInstant(ZoneOffset.UTC);
    return start.toEpochMilli() * 1_000_000L;
  }
}
