package dev.handloom.store.check;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.check.Finding.Severity;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goes through the MCAP sample by sample and counts again.
final class LogCheck implements LogVisitor {
  /// A wall clock that is disciplined moves by less during a take.
  private static final long WALL_STEP_NANOS = 50_000_000L;

  /// What is known of one stream while the file goes by.
  static final class Seen {
    final StreamSpec spec;
    final Tally tally;
    final @Nullable String videoFile;
    final List<FrameRow> frames = new ArrayList<>();
    private long firstCapture = Long.MIN_VALUE;
    private long lastCapture = Long.MIN_VALUE;
    private long lastBound;

    Seen(StreamSpec spec, @Nullable String videoFile) {
      this.spec = spec;
      this.videoFile = videoFile;
      tally = new Tally(spec);
    }
  }

  private final Findings findings;
  private final List<Seen> streams = new ArrayList<>();
  private final Map<String, Long> overruns = new HashMap<>();
  private final Map<String, Long> overrunsAtStart = new HashMap<>();
  private StudioClock.@Nullable Anchor firstAnchor;

  LogCheck(Findings findings) {
    this.findings = findings;
  }

  List<Seen> streams() {
    return streams;
  }

  /// Samples that came and were overwritten, as the events tell.
  long overruns(String stream) {
    return overruns.getOrDefault(stream, 0L);
  }

  /// Of those, how many came before the first sample in the file: no gap shows them.
  long overrunsAtStart(String stream) {
    return overrunsAtStart.getOrDefault(stream, 0L);
  }

  @Override
  public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
    streams.add(new Seen(spec, videoFile));
  }

  @Override
  public void sample(int number, PayloadReader payload) throws IOException {
    Seen seen = streams.get(number);
    String name = seen.spec.name();
    if (payload.valueCount() != seen.spec.channels().size()) {
      throw new IOException(
          name
              + " has a sample of "
              + payload.valueCount()
              + " values and "
              + seen.spec.channels().size()
              + " channels");
    }
    long capture = payload.captureNanos();
    long bound = payload.boundNanos();
    if (seen.tally.samples() == 0) {
      seen.firstCapture = capture;
    }
    seen.tally.add(payload.sequence(), capture, bound, 0);
    if (capture > payload.arrivalNanos()) {
      findings.add(
          Severity.ERROR,
          Code.CAPTURE_LATE,
          name,
          capture,
          "A sample was captured after it arrived",
          "Look at the clock of this device");
    }
    back(seen, name, capture, bound);
    if (seen.videoFile != null) {
      seen.frames.add(payload.frame());
    }
  }

  private void back(Seen seen, String name, long capture, long bound) {
    if (seen.lastCapture != Long.MIN_VALUE
        && bound != Sample.UNBOUNDED
        && seen.lastBound != Sample.UNBOUNDED
        && capture < seen.lastCapture - bound - seen.lastBound) {
      findings.add(
          Severity.WARNING,
          Code.CAPTURE_BACK,
          name,
          capture,
          "Capture time goes back by "
              + (seen.lastCapture - capture) / 1000
              + " µs, more than its bounds allow",
          "Look at the clock of this device");
    }
    seen.lastCapture = capture;
    seen.lastBound = bound;
  }

  @Override
  public void event(EpisodeEvent event) {
    if (event.kind() == EventKind.OVERRUN) {
      overruns.merge(event.subject(), event.count(), Long::sum);
      for (Seen seen : streams) {
        if (seen.spec.name().equals(event.subject()) && seen.firstCapture == event.studioNanos()) {
          overrunsAtStart.merge(event.subject(), event.count(), Long::sum);
        }
      }
    }
  }

  @Override
  public void anchor(StudioClock.Anchor anchor) {
    StudioClock.Anchor first = firstAnchor;
    if (first == null) {
      firstAnchor = anchor;
      return;
    }
    long moved = first.toUnixNanos(anchor.studioNanos()) - anchor.unixNanos();
    if (Math.abs(moved) > WALL_STEP_NANOS) {
      findings.add(
          Severity.WARNING,
          Code.WALL_CLOCK,
          "",
          anchor.studioNanos(),
          "The wall clock moved by " + moved / 1_000_000 + " ms during the take",
          "Times within the take are not touched by this");
    }
  }
}
