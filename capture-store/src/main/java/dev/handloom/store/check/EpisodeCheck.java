package dev.handloom.store.check;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.FileHash;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks bundles.
public final class EpisodeCheck {
  private static final String NOT_USE = "Do not use this episode";

  /// A measured rate farther than this from the nominal one is worth a word.
  private static final double RATE_TOLERANCE = 0.1;

  private static final double RATE_NEEDS_SECONDS = 2;

  private final Bundle bundle;
  private final boolean decodeAll;
  private final CheckProgress progress;
  private final Findings findings = new Findings();
  private long messages;

  private EpisodeCheck(Bundle bundle, boolean decodeAll, CheckProgress progress) {
    this.bundle = bundle;
    this.decodeAll = decodeAll;
    this.progress = progress;
  }

  /// Checks one bundle.
  ///
  /// @param decodeAll whether every picture is decoded too; takes some milliseconds for each
  public static CheckReport check(Bundle bundle, boolean decodeAll, CheckProgress progress) {
    EpisodeCheck check = new EpisodeCheck(bundle, decodeAll, progress);
    check.run();
    return new CheckReport(bundle, check.messages, check.findings.all());
  }

  /// Checks every episode that lies in a library: the unfinished ones too, and those that the
  /// catalogue cannot take in.
  public static List<CheckReport> checkAll(
      Library library, boolean decodeAll, CheckProgress progress) throws IOException {
    List<Bundle> bundles = library.bundles();
    List<CheckReport> reports = new ArrayList<>();
    for (Bundle bundle : bundles) {
      int before = reports.size();
      CheckProgress part =
          (done, all, what) ->
              progress.at(before + done / all, bundles.size(), bundle.id() + " " + what);
      reports.add(check(bundle, decodeAll, part));
    }
    return reports;
  }

  private void run() {
    if (Files.exists(bundle.marker())) {
      findings.error(
          Code.UNFINISHED,
          "",
          "The take was never ended, or is being recorded",
          "Run recovery on the library");
      return;
    }
    Manifest manifest;
    try {
      manifest = ManifestFile.read(bundle);
    } catch (IOException e) {
      findings.error(Code.MANIFEST, Bundle.MANIFEST, String.valueOf(e.getMessage()), NOT_USE);
      return;
    }
    if (manifest.state() == Manifest.State.RECOVERED) {
      findings.warning(
          Code.RECOVERED,
          "",
          "Recovered after: "
              + Stream.concat(Stream.of(manifest.ended()), manifest.notes().stream())
                  .collect(Collectors.joining(". ")));
    }
    int steps = manifest.files().size() + manifest.cameras().size() + 1;
    int step = 0;
    for (Manifest.FileEntry file : manifest.files()) {
      progress.at(step++, steps, file.name());
      file(file);
    }
    unknownFiles(manifest);
    progress.at(step++, steps, Bundle.MCAP);
    LogCheck log = new LogCheck(findings);
    if (Files.exists(bundle.mcap())) {
      log(log);
    }
    streams(manifest, log);
    VideoCheck videos = new VideoCheck(findings, manifest.state(), decodeAll);
    for (Manifest.CameraEntry camera : manifest.cameras()) {
      progress.at(step++, steps, camera.file());
      for (LogCheck.Seen seen : log.streams()) {
        if (seen.spec.name().equals(camera.stream())) {
          videos.check(
              camera.file(),
              bundle.video(camera.file()),
              seen.frames,
              camera.trouble(),
              camera.frames());
        }
      }
    }
    review();
  }

  private void file(Manifest.FileEntry file) {
    if (!file.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      findings.error(Code.MANIFEST, Bundle.MANIFEST, "No file has such a name", NOT_USE);
      return;
    }
    Path path = bundle.folder().resolve(file.name());
    try {
      if (!Files.exists(path)) {
        findings.error(
            Code.FILE_MISSING, file.name(), "The file is missing", "Copy the episode again");
      } else if (Files.size(path) != file.bytes() || !FileHash.sha256(path).equals(file.sha256())) {
        findings.error(
            Code.FILE_CHANGED,
            file.name(),
            "The file is not the one that was saved",
            "Copy the episode again");
      }
    } catch (IOException e) {
      findings.error(
          Code.FILE_CHANGED, file.name(), "The file cannot be read: " + e.getMessage(), NOT_USE);
    }
  }

  private void unknownFiles(Manifest manifest) {
    Set<String> known = new HashSet<>(Set.of(Bundle.MANIFEST, Bundle.REVIEW));
    manifest.files().forEach(f -> known.add(f.name()));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(bundle.folder())) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!known.contains(name)) {
          findings.note(Code.FILE_UNKNOWN, name, "The manifest knows nothing of this file");
        }
      }
    } catch (IOException e) {
      findings.error(Code.MANIFEST, "", "The folder cannot be listed: " + e.getMessage(), NOT_USE);
    }
  }

  private void log(LogCheck log) {
    try {
      messages = EpisodeLogReader.read(bundle.mcap(), log);
    } catch (IOException e) {
      findings.error(Code.LOG_DAMAGED, Bundle.MCAP, String.valueOf(e.getMessage()), NOT_USE);
      return;
    }
    try (IndexedMcapReader indexed = IndexedMcapReader.open(bundle.mcap())) {
      McapRecord.Statistics counts = indexed.statistics();
      if (counts == null || counts.messageCount() != messages) {
        findings.error(Code.LOG_INDEX, Bundle.MCAP, "The index does not fit the messages", NOT_USE);
      }
    } catch (IOException e) {
      findings.error(
          Code.LOG_INDEX, Bundle.MCAP, "The index cannot be read: " + e.getMessage(), NOT_USE);
    }
  }

  private void streams(Manifest manifest, LogCheck log) {
    Map<String, LogCheck.Seen> seen = new HashMap<>();
    log.streams().forEach(s -> seen.put(s.spec.name(), s));
    for (Manifest.StreamEntry entry : manifest.streams()) {
      LogCheck.Seen found = seen.remove(entry.name());
      if (found == null) {
        findings.error(Code.STREAM_MISSING, entry.name(), "The stream is not in the file", NOT_USE);
      } else {
        stream(entry, found, log.overruns(entry.name()), manifest.state());
      }
    }
    for (String name : seen.keySet()) {
      findings.error(
          Code.STREAM_UNKNOWN, name, "The manifest knows nothing of this stream", NOT_USE);
    }
  }

  private void stream(
      Manifest.StreamEntry entry, LogCheck.Seen seen, long overruns, Manifest.State state) {
    String name = entry.name();
    if (entry.samples() != seen.tally.samples()) {
      findings.error(
          Code.COUNT,
          name,
          seen.tally.samples() + " samples, and " + entry.samples() + " in the manifest",
          NOT_USE);
    }
    long missing = seen.tally.lost() + seen.tally.restarts();
    long declared = entry.lost() + entry.overruns() + entry.restarts();
    // Where a crash cut the take, a loss was told before the sample that would have shown the gap.
    // What was overwritten before the first sample shows no gap either; its event tells of it.
    long unseen = state == Manifest.State.RECOVERED ? declared : overruns;
    boolean told = missing <= declared && declared - missing <= unseen;
    if (entry.maker() == null && (!told || entry.overruns() != overruns)) {
      findings.error(
          Code.LOSS_UNDECLARED,
          name,
          missing + " samples are missing or counted anew, and the manifest says " + declared,
          NOT_USE);
    }
    if (entry.lost() + entry.overruns() > 0) {
      findings.warning(
          Code.LOSS,
          name,
          entry.lost() + " samples never came, " + entry.overruns() + " could not be written");
    }
    if (entry.restarts() > 0) {
      findings.warning(
          Code.RESTART, name, "The device began to count anew " + entry.restarts() + " times");
    }
    if (entry.unbounded() > 0) {
      findings.warning(
          Code.UNBOUNDED, name, entry.unbounded() + " samples have no bound to their time");
    }
    double seconds = (entry.lastCaptureNanos() - entry.firstCaptureNanos()) / 1e9;
    if (seconds > RATE_NEEDS_SECONDS
        && Math.abs(entry.measuredHz() / entry.nominalHz() - 1) > RATE_TOLERANCE) {
      findings.warning(
          Code.RATE,
          name,
          String.format(
              Locale.ROOT,
              "%.1f samples a second, made for %.1f",
              entry.measuredHz(),
              entry.nominalHz()));
    }
  }

  private void review() {
    try {
      int damaged = new ReviewJournal(bundle.review()).read().damagedLines();
      if (damaged > 0) {
        findings.warning(Code.REVIEW_DAMAGED, Bundle.REVIEW, damaged + " lines cannot be read");
      }
    } catch (IOException e) {
      findings.warning(
          Code.REVIEW_DAMAGED, Bundle.REVIEW, "The journal cannot be read: " + e.getMessage());
    }
  }
}
