package dev.handloom.store.check;

import dev.handloom.device.stream.Counted;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Manifest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Holds what was counted in the data against what the manifest says.
final class StreamCheck {
  /// A measured rate farther than this from the nominal one is worth a word.
  private static final double RATE_TOLERANCE = 0.1;

  private static final double RATE_NEEDS_SECONDS = 2;

  /// A bound may be missed by a sample in a hundred, and by many in a row while the machine is
  /// overloaded. What is said here is that the bounds as such cannot be true.
  private static final double STEEP_SHARE = 0.3;

  /// Of a shorter take one busy moment of the machine is a large share.
  private static final double STEEP_NEEDS_SECONDS = 2;

  private static final int STEEP_LEAST = 5;

  /// Each of the two bounds may be missed by a sample in a hundred.
  private static final double CONTRADICTING_SHARE = 0.02;

  /// A stream may begin before the take and end after it by a sample.
  private static final long EDGE_NANOS = 1_000_000_000L;

  private final Findings findings;
  private final Manifest manifest;

  StreamCheck(Findings findings, Manifest manifest) {
    this.findings = findings;
    this.manifest = manifest;
  }

  void check(LogCheck log) {
    Map<String, LogCheck.Seen> seen = new HashMap<>();
    log.streams().forEach(s -> seen.put(s.spec.name(), s));
    for (Manifest.StreamEntry entry : manifest.streams()) {
      LogCheck.Seen found = seen.remove(entry.name());
      if (found == null) {
        findings.add(Code.STREAM_MISSING, entry.name(), "The stream is not in the file");
      } else {
        losses(entry, found, log.overruns(entry.name()));
        summary(entry, found);
        times(entry, found);
      }
    }
    for (String name : seen.keySet()) {
      findings.add(Code.STREAM_UNKNOWN, name, "The manifest does not name this stream");
    }
  }

  private void losses(Manifest.StreamEntry entry, LogCheck.Seen seen, long overruns) {
    String name = entry.name();
    if (entry.samples() != seen.tally.samples()) {
      findings.add(
          Code.COUNT,
          name,
          Counted.of(seen.tally.samples(), "sample")
              + ", and "
              + entry.samples()
              + " in the manifest");
    }
    long missing = seen.tally.lost() + seen.tally.restarts();
    long declared = entry.lost() + entry.overruns() + entry.restarts();
    // Where a crash cut the take, a loss was told before the sample that would have shown the gap.
    // And of what was overwritten at the very end, no sample after it shows the gap.
    long unseen = manifest.state() == Manifest.State.RECOVERED ? declared : entry.overruns();
    boolean told = missing <= declared && declared - missing <= unseen;
    if (entry.maker() == null && (!told || entry.overruns() != overruns)) {
      findings.add(
          Code.LOSS_UNDECLARED,
          name,
          seen.firstGap,
          Counted.of(missing, "sample is", "samples are")
              + " missing or counted anew, and the manifest says "
              + declared);
    }
    if (entry.lost() + entry.overruns() > 0) {
      findings.add(
          Code.LOSS,
          name,
          seen.firstGap,
          Counted.of(entry.lost(), "sample")
              + " never came, "
              + entry.overruns()
              + " could not be written");
    }
    if (entry.restarts() > 0) {
      findings.add(
          Code.RESTART,
          name,
          "The device began to count anew " + Counted.of(entry.restarts(), "time"));
    }
    if (entry.samples() == 0 && seen.tally.samples() == 0) {
      findings.add(Code.NO_SAMPLES, name, "Not one sample was recorded");
    }
  }

  /// What the manifest says of a stream besides its counts.
  private void summary(Manifest.StreamEntry entry, LogCheck.Seen seen) {
    if (entry.samples() != seen.tally.samples() || seen.tally.samples() == 0) {
      // Said already, and the rest follows from it.
      return;
    }
    Manifest.StreamEntry counted = seen.tally.entry();
    String differs = "";
    if (!entry.kind().equals(counted.kind())) {
      differs = "it is of kind " + counted.kind() + ", not " + entry.kind();
    } else if (entry.channels() != counted.channels()) {
      differs = "it has " + counted.channels() + " channels, not " + entry.channels();
    } else if (entry.nominalHz() != counted.nominalHz()) {
      differs = "it is made for " + counted.nominalHz() + " Hz, not " + entry.nominalHz();
    } else if (!Objects.equals(entry.maker(), counted.maker())) {
      differs = "it was made by " + counted.maker() + ", not by " + entry.maker();
    } else if (entry.firstCaptureNanos() != counted.firstCaptureNanos()
        || entry.lastCaptureNanos() != counted.lastCaptureNanos()) {
      differs = "its first or last capture time is another";
    } else if (!Objects.equals(entry.worstBoundNanos(), counted.worstBoundNanos())) {
      differs =
          "its widest bound is "
              + counted.worstBoundNanos()
              + " ns, not "
              + entry.worstBoundNanos();
    } else if (entry.unbounded() != counted.unbounded()) {
      differs =
          Counted.of(counted.unbounded(), "sample is", "samples are")
              + " without a bound, not "
              + entry.unbounded();
    }
    if (!differs.isEmpty()) {
      findings.add(Code.STREAM_DIFFERS, entry.name(), "Unlike the manifest says, " + differs);
    }
  }

  private void times(Manifest.StreamEntry entry, LogCheck.Seen seen) {
    String name = entry.name();
    if (seen.spec.synthetic()) {
      findings.add(
          Code.SYNTHETIC,
          name,
          String.format(
              Locale.ROOT, "Its times are made up: one every %.4g ms", 1000 / entry.nominalHz()));
    } else if (entry.unbounded() > 0) {
      findings.add(
          Code.UNBOUNDED,
          name,
          Counted.of(entry.unbounded(), "sample has", "samples have") + " no bound to their time");
    }
    double seconds = (entry.lastCaptureNanos() - entry.firstCaptureNanos()) / 1e9;
    if (seconds > RATE_NEEDS_SECONDS
        && Math.abs(entry.measuredHz() / entry.nominalHz() - 1) > RATE_TOLERANCE) {
      findings.add(
          Code.RATE,
          name,
          String.format(
              Locale.ROOT,
              "%.1f samples a second, made for %.1f",
              entry.measuredHz(),
              entry.nominalHz()));
    }
    if (seconds > STEEP_NEEDS_SECONDS
        && seen.steepSteps > Math.max(STEEP_LEAST, STEEP_SHARE * seen.steps)) {
      findings.add(
          Code.BOUND_NARROW,
          name,
          seen.firstSteep,
          seen.steepSteps
              + " of "
              + seen.steps
              + " steps do not fit the device's own time within the stated bounds");
    }
    if (seen.contradicting > Math.max(STEEP_LEAST, CONTRADICTING_SHARE * seen.twice)) {
      findings.add(
          Code.SECOND_CONTRADICTS,
          name,
          seen.firstContradicting,
          seen.contradicting
              + " of "
              + seen.twice
              + " samples have two times that are farther apart than both bounds allow");
    }
    Manifest.Times times = manifest.times();
    if (seen.tally.samples() > 0
        && (seen.earliest < times.startNanos() - EDGE_NANOS
            || seen.latest > times.stopNanos() + EDGE_NANOS)) {
      findings.add(
          Code.OUTSIDE_TAKE,
          name,
          seen.earliest < times.startNanos() - EDGE_NANOS ? seen.earliest : seen.latest,
          String.format(
              Locale.ROOT,
              "Samples from %.3f s to %.3f s of a take of %.3f s",
              (seen.earliest - times.startNanos()) / 1e9,
              (seen.latest - times.startNanos()) / 1e9,
              times.durationNanos() / 1e9));
    }
  }
}
