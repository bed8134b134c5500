package dev.handloom.test.crash;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.Library;
import dev.handloom.store.recover.Recovery;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Recovers what a killed take left, and holds it against the ledger.
final class Aftermath {
  /// The most that may be missing of what was not acknowledged.
  static final long MOST_LOST_NANOS = 1_000_000_000L;

  /// A take begins with its first moment: the sample after the one before is not due for longer.
  private static final long MOST_LATE_NANOS = 250_000_000L;

  /// By how much a time of capture and one of a person's wish may differ.
  private static final long AGREE_NANOS = 30_000_000L;

  private final Ledger ledger;
  private long kept;
  private long worstLossNanos;
  private long worstLossSamples;
  private long recoveryNanos;
  private long overwritten;
  private String state = "";

  private Aftermath(Ledger ledger) {
    this.ledger = ledger;
  }

  /// What was found.
  ///
  /// @param state of the bundle; empty where the take died before it had a folder
  /// @param overwritten samples that came and could not be written in time, as the take says itself
  record Found(
      String state,
      long kept,
      long worstLossNanos,
      long worstLossSamples,
      long recoveryNanos,
      long overwritten) {}

  /// @throws Wrong if anything acknowledged is missing, or anything else is wrong
  static Found examine(Path folder, Ledger ledger) throws IOException {
    Aftermath aftermath = new Aftermath(ledger);
    aftermath.examine(folder);
    return new Found(
        aftermath.state,
        aftermath.kept,
        aftermath.worstLossNanos,
        aftermath.worstLossSamples,
        aftermath.recoveryNanos,
        aftermath.overwritten);
  }

  private void examine(Path folder) throws IOException {
    try (Library library = Library.open(folder)) {
      long begun = System.nanoTime();
      List<Recovery.Outcome> outcomes = Recovery.recoverAll(library);
      recoveryNanos = System.nanoTime() - begun;
      for (Recovery.Outcome outcome : outcomes) {
        require(Wrong.Law.OPENS, outcome.manifest() != null, "Not recovered: " + outcome.message());
      }
      List<Bundle> bundles = library.bundles();
      require(
          Wrong.Law.OPENS, library.list().size() == bundles.size(), "Not all are in the catalogue");
      require(
          Wrong.Law.OPENS, library.unfinished().isEmpty(), "There is still something unfinished");
      require(
          Wrong.Law.OPENS,
          Recovery.recoverAll(library).isEmpty(),
          "Recovery finds work a second time");
      if (bundles.isEmpty()) {
        require(Wrong.Law.ACKNOWLEDGED, !ledger.anything(), "The whole take is gone");
        NumberedRig.HZ.keySet().forEach(name -> lost(name, ledger.beginNanos));
        return;
      }
      require(Wrong.Law.OPENS, bundles.size() == 1, bundles.size() + " bundles");
      bundle(bundles.getFirst());
    }
  }

  private void bundle(Bundle bundle) throws IOException {
    CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
    require(Wrong.Law.OPENS, report.good(), "check: " + report.findings());
    EpisodeReader episode = EpisodeReader.open(bundle);
    state = episode.manifest().state().name();
    require(
        Wrong.Law.OPENS,
        !ledger.saved || episode.manifest().state() == Manifest.State.COMPLETE,
        "It was saved and was recovered all the same");
    Set<String> seen = new HashSet<>();
    for (StreamSamples stream : episode.signals().values()) {
      stream(stream, episode.manifest(), seen);
      for (int i = 0; i < stream.size(); i++) {
        double told = stream.value(i, 3);
        require(
            Wrong.Law.VALUES,
            told == NumberedDriver.value(stream.sequence(i), 3),
            stream.spec().name() + " says " + told + " in sample " + stream.sequence(i));
      }
    }
    for (Map.Entry<String, CameraFrames> camera : episode.cameras().entrySet()) {
      stream(camera.getValue().times(), episode.manifest(), seen);
      pictures(camera.getKey(), camera.getValue());
    }
    if (kept > 0) {
      enclosed(episode);
    }
    for (String name : NumberedRig.HZ.keySet()) {
      if (!seen.contains(name)) {
        require(
            Wrong.Law.ACKNOWLEDGED, ledger.durable.getOrDefault(name, 0L) == 0, name + " is gone");
        lost(name, ledger.beginNanos);
      }
    }
  }

  /// It was written before the first sample.
  private static void enclosed(EpisodeReader episode) {
    Enclosure there = DoomedChild.ENCLOSED;
    require(
        Wrong.Law.VALUES,
        episode.manifest().enclosures().equals(List.of(there.entry())),
        "The manifest names " + episode.manifest().enclosures());
    require(
        Wrong.Law.VALUES,
        episode.enclosures().size() == 1
            && Arrays.equals(there.bytes(), episode.enclosures().getFirst().bytes()),
        "What the take carried is not whole");
  }

  private void stream(StreamSamples stream, Manifest manifest, Set<String> seen) {
    String name = stream.spec().name();
    seen.add(name);
    kept += stream.size();
    long acknowledged = ledger.durable.getOrDefault(name, 0L);
    require(
        Wrong.Law.ACKNOWLEDGED,
        stream.size() >= acknowledged,
        name + ": " + acknowledged + " were acknowledged and " + stream.size() + " are there");
    long skipped = 0;
    for (int i = 1; i < stream.size(); i++) {
      require(
          Wrong.Law.CONTIGUOUS,
          stream.sequence(i) > stream.sequence(i - 1),
          name + ": after " + stream.sequence(i - 1) + " comes " + stream.sequence(i));
      skipped += skipped(stream, i);
    }
    // A machine that is much too slow overwrites samples before they are written, or has no time
    // for pictures, and says so. The devices here lose none.
    Manifest.StreamEntry entry =
        manifest.streams().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    long counted =
        entry.overruns()
            + manifest.cameras().stream()
                .filter(camera -> camera.stream().equals(name))
                .mapToLong(Manifest.CameraEntry::notEncoded)
                .sum();
    require(
        Wrong.Law.CONTIGUOUS,
        skipped <= counted && entry.lost() == 0,
        name + ": " + skipped + " are missing in the midst, and the manifest says " + entry);
    overwritten += counted;
    lost(name, stream.size() == 0 ? ledger.beginNanos : stream.captureNanos(stream.size() - 1));
    require(
        Wrong.Law.CONTIGUOUS,
        stream.size() == 0
            || counted > 0
            || !ledger.started()
            || stream.captureNanos(0) - ledger.beginNanos < MOST_LATE_NANOS + slack(),
        name + " begins too late");
  }

  /// The machine is shared: while it gave the child no time, the child's clocks tell late times.
  private long slack() {
    return ledger.longestStallNanos;
  }

  /// How many samples are missing before one, that were not left out by a pause.
  private long skipped(StreamSamples stream, int i) {
    long period = period(stream.spec().name());
    long skipped = 0;
    for (long k = 1; k < stream.sequence(i) - stream.sequence(i - 1); k++) {
      long nanos = stream.captureNanos(i - 1) + k * period;
      skipped += ledger.paused(nanos, AGREE_NANOS + slack()) ? 0 : 1;
    }
    return skipped;
  }

  private static long period(String name) {
    return 1_000_000_000L / Objects.requireNonNull(NumberedRig.HZ.get(name), name);
  }

  private void lost(String name, long from) {
    if (!ledger.started() || ledger.failed) {
      // Nobody was told yet that anything is recorded, or it was told that nothing is any more.
      return;
    }
    long period = period(name);
    // The sample after the last one may just not have been due.
    long lost = Math.max(0, ledger.recordedSince(from) - period);
    worstLossNanos = Math.max(worstLossNanos, lost);
    worstLossSamples = Math.max(worstLossSamples, lost / period);
    // No program writes in the time that it is not given.
    long most =
        (ledger.saved ? MOST_LATE_NANOS : MOST_LOST_NANOS) + ledger.stalledNanos + 2 * slack();
    require(
        Wrong.Law.LOSS,
        lost <= most,
        name + ": " + lost / 1_000_000 + " ms are lost, of at most " + most / 1_000_000);
  }

  private void pictures(String name, CameraFrames camera) throws IOException {
    long acknowledged = ledger.durable.getOrDefault(name, 0L);
    if (camera.size() == 0) {
      return;
    }
    ByteBuffer bgra = ByteBuffer.allocateDirect(NumberedPicture.BYTES);
    long shown = 0;
    try (VideoReader video = camera.open()) {
      for (int i = 0; i < camera.size(); i++) {
        int frame = video.frameAt(camera.row(i).ptsMicros());
        if (frame >= 0) {
          require(Wrong.Law.CONTIGUOUS, shown == i, name + ": a picture is missing in the midst");
          shown++;
          video.read(frame, bgra);
          require(
              Wrong.Law.VALUES,
              NumberedPicture.number(bgra) == (camera.times().sequence(i) & 0xFFFF),
              name + ": record " + i + " shows another picture");
        }
      }
    }
    require(
        Wrong.Law.ACKNOWLEDGED,
        shown >= acknowledged,
        name + ": " + acknowledged + " pictures were acknowledged and " + shown + " are there");
  }

  private static void require(Wrong.Law law, boolean holds, String otherwise) {
    if (!holds) {
      throw new Wrong(law, otherwise);
    }
  }
}
