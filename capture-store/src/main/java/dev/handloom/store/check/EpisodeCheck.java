package dev.handloom.store.check;

import dev.handloom.device.stream.Counted;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.BundleException;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.Predicted;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapVerifier;
import dev.handloom.store.mcap.RecoveryReport;
import dev.handloom.store.mcap.VerifyReport;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.sync.EpisodeMotion;
import dev.handloom.store.sync.MotionVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks bundles, from their bytes.
public final class EpisodeCheck {
  private final Bundle bundle;
  private final boolean decodeAll;
  private final CheckProgress progress;
  private final Findings findings = new Findings();
  private long messages;
  private @Nullable Long startNanos;

  private EpisodeCheck(Bundle bundle, boolean decodeAll, CheckProgress progress) {
    this.bundle = bundle;
    this.decodeAll = decodeAll;
    this.progress = progress;
  }

  /// Checks one bundle. Nothing is changed.
  ///
  /// @param decodeAll whether every picture is decoded too; takes some milliseconds for each
  public static CheckReport check(Bundle bundle, boolean decodeAll, CheckProgress progress) {
    EpisodeCheck check = new EpisodeCheck(bundle, decodeAll, progress);
    check.run();
    return new CheckReport(
        bundle, check.messages, check.startNanos, decodeAll, check.findings.all());
  }

  /// Checks every episode that lies in a library: the unfinished ones too, and those that the
  /// catalogue cannot take in.
  public static List<CheckReport> checkAll(
      Library library, boolean decodeAll, CheckProgress progress) throws IOException {
    return LibraryCheck.of(library, decodeAll, progress).episodes();
  }

  private void run() {
    if (Files.exists(bundle.marker())) {
      findings.add(Code.UNFINISHED, "", "The take was never ended, or is being recorded");
      return;
    }
    Manifest manifest = manifest().orElse(null);
    if (manifest == null) {
      return;
    }
    startNanos = manifest.times().startNanos();
    if (manifest.times().durationNanos() < 0) {
      findings.add(Code.TIMES_WRONG, Bundle.MANIFEST, "The take ends before it begins");
    }
    for (String stream : Predicted.streams(manifest)) {
      findings.add(Code.PREDICTED, stream, "A model predicted this stream; it is no data");
    }
    if (manifest.state() == Manifest.State.RECOVERED) {
      findings.add(
          Code.RECOVERED,
          "",
          "Recovered after: "
              + Stream.concat(Stream.of(manifest.ended()), manifest.notes().stream())
                  .collect(Collectors.joining(". ")));
    }
    int steps = manifest.files().size() + manifest.cameras().size() + 1;
    int step = 0;
    FileCheck files = new FileCheck(findings, bundle);
    for (Manifest.FileEntry file : manifest.files()) {
      progress.at(step++, steps, file.name());
      files.check(file);
    }
    files.others(manifest);
    progress.at(step++, steps, Bundle.MCAP);
    LogCheck log = new LogCheck(findings, manifest.id(), second(manifest));
    boolean whole = Files.exists(bundle.mcap()) && log(log);
    new StreamCheck(findings, manifest).check(log);
    if (whole && Math.min(log.events(), Manifest.MOST_EVENTS) != manifest.events().size()) {
      findings.add(
          Code.EVENTS_MISSING,
          "",
          log.events() + " events, and " + manifest.events().size() + " in the manifest");
    }
    if (whole) {
      motion();
    }
    VideoCheck videos = new VideoCheck(findings, manifest.state(), decodeAll);
    for (Manifest.CameraEntry camera : manifest.cameras()) {
      progress.at(step++, steps, camera.file());
      camera(videos, camera, log, manifest.state() == Manifest.State.RECOVERED);
    }
    review(manifest);
    if (whole && decodeAll) {
      againstPictures();
    }
  }

  /// Whether what moved in the pictures moved when the devices say. What cannot be read was said
  /// before.
  private void againstPictures() {
    try {
      EpisodeMotion.Look look = EpisodeMotion.look(bundle);
      for (long[] unseen : look.unseenNanos()) {
        findings.add(
            Code.HANDS_UNSEEN,
            "",
            unseen[0],
            String.format(
                Locale.ROOT,
                "For %.1f s hands moved and no camera saw anything move",
                (unseen[1] - unseen[0]) / 1e9));
      }
      for (MotionVerdict verdict : look.verdicts()) {
        if (verdict.verdict() == MotionVerdict.Verdict.CONTRADICTS) {
          findings.add(
              Code.MOTION_CONTRADICTS,
              verdict.stream(),
              String.format(
                  Locale.ROOT,
                  "By its motion %s is %.0f ms %s, give or take %.0f ms; stated is that it is right"
                      + " within %.0f ms",
                  String.join(", ", verdict.others()),
                  Math.abs(verdict.laterNanos()) / 1e6,
                  verdict.laterNanos() > 0 ? "too late" : "too early",
                  verdict.spreadNanos() / 1e6,
                  verdict.allowedNanos() / 1e6));
        }
      }
    } catch (IOException e) {
      // The files it reads have been checked, and what is wrong with them is among the findings.
    }
  }

  /// Stillness, leaps and what lies outside its limits.
  private void motion() {
    try {
      new MotionCheck(findings).check(EpisodeReader.open(bundle));
    } catch (IOException e) {
      // Why it cannot be read whole is a finding already.
    }
  }

  private Optional<Manifest> manifest() {
    if (!Files.exists(bundle.manifest())) {
      findings.add(Code.MANIFEST_MISSING, Bundle.MANIFEST, "The episode has no manifest");
      return Optional.empty();
    }
    try {
      return Optional.of(ManifestFile.read(bundle));
    } catch (IOException e) {
      Code code =
          switch (e) {
            case BundleException wrong when wrong.newer() -> Code.NEWER_LAYOUT;
            case BundleException wrong when !wrong.damaged() -> Code.WRONG_ID;
            case BundleException _ -> Code.MANIFEST_DAMAGED;
            default -> Code.FILE_UNREADABLE;
          };
      findings.add(code, Bundle.MANIFEST, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// The second times, where they are of these data.
  private @Nullable SecondTimes second(Manifest manifest) {
    try {
      SecondTimes times = SecondTimes.read(bundle);
      if (times == null || times.fits(manifest)) {
        return times;
      }
      findings.add(
          Code.SECOND_OTHER, Bundle.SECOND_TIMES, "The second times were made from other data");
    } catch (IOException e) {
      findings.add(
          Code.SECOND_DAMAGED,
          Bundle.SECOND_TIMES,
          "The second times cannot be read: " + e.getMessage());
    }
    return null;
  }

  /// @return whether it could be read to its end
  private boolean log(LogCheck log) {
    try {
      messages = EpisodeLogReader.read(bundle.mcap(), log);
    } catch (IOException e) {
      findings.add(Code.LOG_DAMAGED, Bundle.MCAP, String.valueOf(e.getMessage()));
      return false;
    }
    try {
      index();
    } catch (IOException e) {
      findings.add(Code.LOG_INDEX, Bundle.MCAP, "The index cannot be read: " + e.getMessage());
    }
    return true;
  }

  /// Every record could be read and has its checksum; what they say of each other is left.
  private void index() throws IOException {
    VerifyReport report = McapVerifier.verify(bundle.mcap());
    for (RecoveryReport.Problem problem : report.problems()) {
      findings.add(Code.LOG_INDEX, Bundle.MCAP, problem.toString());
    }
    if (report.isSound()) {
      // A sound file may leave its summary out; an episode's has one.
      try (IndexedMcapReader indexed = IndexedMcapReader.open(bundle.mcap())) {
        if (indexed.statistics() == null
            || indexed.chunkIndexes().size() != report.found().chunkCount()) {
          findings.add(Code.LOG_INDEX, Bundle.MCAP, "There is no index of all messages");
        }
      }
    }
  }

  private void camera(
      VideoCheck videos, Manifest.CameraEntry camera, LogCheck log, boolean recovered) {
    if (!FileCheck.named(new Manifest.FileEntry(camera.file(), 0, ""))) {
      findings.add(Code.FILE_NAME, Bundle.MANIFEST, "No video is named " + camera.file());
      return;
    }
    LogCheck.Seen found = null;
    for (LogCheck.Seen seen : log.streams()) {
      if (seen.spec.name().equals(camera.stream())) {
        found = seen;
      }
    }
    if (found == null) {
      findings.add(Code.CAMERA_STREAM, camera.file(), "There is no stream " + camera.stream());
      return;
    }
    videos.check(camera, bundle.video(camera.file()), found.frames);
    notEncoded(camera, found, log.notEncoded(camera.stream()), recovered);
  }

  private void notEncoded(
      Manifest.CameraEntry camera, LogCheck.Seen seen, long told, boolean recovered) {
    long records = seen.tally.notEncoded();
    if (records != camera.notEncoded() || (recovered ? told > records : told != records)) {
      findings.add(
          Code.LOSS_UNDECLARED,
          camera.stream(),
          records
              + " records of pictures that are not in the video, "
              + told
              + " by the events, "
              + camera.notEncoded()
              + " in the manifest");
    }
    if (records > 0) {
      findings.add(
          Code.LOSS,
          camera.stream(),
          Counted.of(records, "picture came and was", "pictures came and were") + " not encoded");
    }
  }

  private void review(Manifest manifest) {
    Review review;
    try {
      review = new ReviewJournal(bundle.review()).read();
    } catch (IOException e) {
      findings.add(
          Code.REVIEW_DAMAGED, Bundle.REVIEW, "The journal cannot be read: " + e.getMessage());
      return;
    }
    if (review.damagedLines() > 0) {
      findings.add(
          Code.REVIEW_DAMAGED,
          Bundle.REVIEW,
          Counted.of(review.damagedLines(), "line") + " cannot be read");
    }
    if (review.newerLines() > 0) {
      findings.add(
          Code.REVIEW_NEWER,
          Bundle.REVIEW,
          review.newerLines() + " lines were written by a newer version");
    }
    long duration = manifest.times().durationNanos();
    // A proposal outside would be the fault of who proposed it, and cannot be used as it is either.
    List<Review.Segment> all = new ArrayList<>(review.segments());
    all.addAll(review.proposals());
    for (Review.Segment segment : all) {
      if (segment.toNanos() > duration) {
        outside(manifest, "The segment “" + segment.label() + "”", segment.toNanos());
      }
    }
    Review.Stretch use = review.use();
    if (use != null && use.toNanos() > duration) {
      outside(manifest, "What is to be used", use.toNanos());
    }
  }

  private void outside(Manifest manifest, String what, long toNanos) {
    findings.add(
        Code.SEGMENT_OUTSIDE,
        Bundle.REVIEW,
        manifest.times().stopNanos(),
        what + " ends at " + toNanos / 1e9 + " s, after the take");
  }
}
