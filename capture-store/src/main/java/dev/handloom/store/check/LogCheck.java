package dev.handloom.store.check;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Pauses;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Goes through the MCAP sample by sample and counts again.
final class LogCheck implements LogVisitor {
  /// A wall clock that is disciplined moves by less during a take.
  private static final long WALL_STEP_NANOS = 50_000_000L;

  private static final long WIDE_BOUND_NANOS = 1_000_000_000L;

  /// A device's clock may be off by so much, in parts of a million.
  private static final long DRIFT_PPM = 500;

  /// Over longer steps drift says more than the bounds.
  private static final long LONGEST_STEP_NANOS = 1_000_000_000L;

  /// What is known of one stream while the file goes by.
  static final class Seen {
    final StreamSpec spec;
    final Tally tally;
    final @Nullable String videoFile;
    final List<FrameRow> frames = new ArrayList<>();

    /// Where the first number is missing, or [Finding#NO_TIME].
    long firstGap = Finding.NO_TIME;

    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;

    /// Steps that were held against the device's own time, and those that the bounds do not allow.
    long steps;

    long steepSteps;
    long firstSteep = Finding.NO_TIME;
    private long lastCapture = Long.MIN_VALUE;
    private long lastBound;
    private long lastArrival = Long.MIN_VALUE;
    private long lastTicks = Sample.NO_TICKS;

    /// Samples that have second times, and those of them that contradict the live ones.
    long twice;

    long contradicting;
    long firstContradicting = Finding.NO_TIME;
    private final ClockCorrection.@Nullable Cursor second;

    Seen(
        StreamSpec spec,
        @Nullable String videoFile,
        Pauses pauses,
        @Nullable ClockCorrection second) {
      this.second = second == null ? null : second.cursor();
      this.spec = spec;
      this.videoFile = videoFile;
      tally = new Tally(spec);
      tally.over(pauses);
    }
  }

  private final Findings findings;
  private final String id;
  private final @Nullable SecondTimes second;
  private final List<Seen> streams = new ArrayList<>();
  private final Map<String, Long> overruns = new HashMap<>();
  private final Map<String, Long> notEncoded = new HashMap<>();
  private final Pauses pauses = new Pauses();
  private final Set<String> unknownTopics = new HashSet<>();
  private StudioClock.@Nullable Anchor firstAnchor;
  private int events;

  /// @param id of the episode that it should be
  /// @param second to be held against the live times; null where there are none
  LogCheck(Findings findings, String id, @Nullable SecondTimes second) {
    this.findings = findings;
    this.id = id;
    this.second = second;
  }

  List<Seen> streams() {
    return streams;
  }

  int events() {
    return events;
  }

  /// Samples that came and were overwritten, as the events tell.
  long overruns(String stream) {
    return overruns.getOrDefault(stream, 0L);
  }

  /// Pictures that came and were too many for the encoder, as the events tell.
  long notEncoded(String stream) {
    return notEncoded.getOrDefault(stream, 0L);
  }

  @Override
  public void metadata(String name, Map<String, String> entries) {
    String other = entries.get("id");
    if (name.equals(Topics.EPISODE_METADATA) && other != null && !other.equals(id)) {
      findings.add(Code.LOG_OTHER, "", "The data says that it is of " + other);
    }
  }

  @Override
  public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
    streams.add(new Seen(spec, videoFile, pauses, second == null ? null : second.of(spec)));
  }

  @Override
  public void sample(int number, PayloadReader payload) {
    Seen seen = streams.get(number);
    String name = seen.spec.name();
    long capture = payload.captureNanos();
    if (payload.valueCount() != seen.spec.channels().size()) {
      findings.add(
          Code.SAMPLE_SHAPE,
          name,
          capture,
          payload.valueCount() + " values, and " + seen.spec.channels().size() + " channels");
    } else {
      values(seen, payload, capture);
    }
    twice(seen, payload);
    seen.tally.at(capture, payload.boundNanos(), payload.arrivalNanos());
    if (seen.tally.gap(payload.sequence()) > 0 && seen.firstGap == Finding.NO_TIME) {
      seen.firstGap = seen.lastCapture;
    }
    FrameRow row = seen.videoFile == null ? null : payload.frame();
    if (row != null && !row.encoded()) {
      seen.tally.addNotEncoded(payload.sequence(), 0);
      return;
    }
    seen.tally.add(payload.sequence(), capture, payload.boundNanos(), 0);
    seen.earliest = Math.min(seen.earliest, capture);
    seen.latest = Math.max(seen.latest, capture);
    times(seen, name, payload);
    if (row != null) {
      seen.frames.add(row);
    }
  }

  private void values(Seen seen, PayloadReader payload, long capture) {
    for (int i = 0; i < seen.spec.channels().size(); i++) {
      if (!Double.isFinite(payload.value(i))) {
        findings.add(
            Code.VALUE_BAD,
            seen.spec.name(),
            capture,
            seen.spec.channels().get(i).name() + " is " + payload.value(i));
      }
    }
  }

  private static void twice(Seen seen, PayloadReader payload) {
    ClockCorrection.Cursor cursor = seen.second;
    if (cursor == null
        || !cursor.next(payload.deviceTicks(), payload.arrivalNanos())
        || payload.boundNanos() == Sample.UNBOUNDED) {
      return;
    }
    seen.twice++;
    double apart = Math.abs((double) (cursor.captureNanos() - payload.captureNanos()));
    if (apart > (double) payload.boundNanos() + cursor.boundNanos()) {
      seen.contradicting++;
      if (seen.firstContradicting == Finding.NO_TIME) {
        seen.firstContradicting = payload.captureNanos();
      }
    }
  }

  private void times(Seen seen, String name, PayloadReader payload) {
    long capture = payload.captureNanos();
    long bound = payload.boundNanos();
    long arrival = payload.arrivalNanos();
    if (bound < 0) {
      findings.add(Code.BOUND_WRONG, name, capture, "The bound is " + bound + " ns");
    } else if (bound != Sample.UNBOUNDED && bound > WIDE_BOUND_NANOS) {
      findings.add(Code.BOUND_WIDE, name, capture, "± " + bound / 1_000_000 + " ms");
    }
    if (capture > arrival) {
      findings.add(
          Code.CAPTURE_LATE,
          name,
          capture,
          "Captured " + (capture - arrival) / 1000 + " µs after it arrived");
    }
    if (arrival < seen.lastArrival) {
      findings.add(
          Code.ARRIVAL_BACK,
          name,
          capture,
          "Arrived "
              + (seen.lastArrival - arrival) / 1000
              + " µs before the sample in front of it");
    }
    boolean known =
        seen.lastCapture != Long.MIN_VALUE
            && bound != Sample.UNBOUNDED
            && seen.lastBound != Sample.UNBOUNDED;
    if (known && capture < seen.lastCapture - bound - seen.lastBound) {
      findings.add(
          Code.CAPTURE_BACK,
          name,
          capture,
          "Back by " + (seen.lastCapture - capture) / 1000 + " µs");
    }
    if (known && bound >= 0) {
      step(seen, capture, bound, payload.deviceTicks());
    }
    seen.lastCapture = capture;
    seen.lastBound = bound;
    seen.lastArrival = arrival;
    seen.lastTicks = payload.deviceTicks();
  }

  /// From one sample to the next capture time must go on as the device's own time does.
  private static void step(Seen seen, long capture, long bound, long ticks) {
    DeviceTicks counter = seen.spec.ticks();
    if (counter == null || ticks == Sample.NO_TICKS || seen.lastTicks == Sample.NO_TICKS) {
      return;
    }
    long mask = counter.bits() >= 63 ? Long.MAX_VALUE : (1L << counter.bits()) - 1;
    double device = ((ticks - seen.lastTicks) & mask) * 1e9 / counter.perSecond();
    if (device > LONGEST_STEP_NANOS) {
      return;
    }
    double allowed =
        (double) bound + seen.lastBound + device * DRIFT_PPM / 1e6 + 2e9 / counter.perSecond();
    seen.steps++;
    if (Math.abs(capture - seen.lastCapture - device) > allowed) {
      seen.steepSteps++;
      if (seen.firstSteep == Finding.NO_TIME) {
        seen.firstSteep = capture;
      }
    }
  }

  @Override
  public void event(EpisodeEvent event) {
    events++;
    pauses.follow(event);
    if (event.kind() == EventKind.OVERRUN) {
      overruns.merge(event.subject(), event.count(), Long::sum);
    } else if (event.kind() == EventKind.NOT_ENCODED) {
      notEncoded.merge(event.subject(), event.count(), Long::sum);
    }
    @Nullable Code seenLive =
        switch (event.kind()) {
          case PICTURE_FROZEN -> Code.PICTURE_FROZEN;
          case PICTURE_REPEATED -> Code.PICTURE_REPEATED;
          case PICTURE_BLACK -> Code.PICTURE_BLACK;
          case PICTURE_BLURRED -> Code.PICTURE_BLURRED;
          case CALIBRATION_DRIFT -> Code.CALIBRATION_DRIFT;
          default -> null;
        };
    if (seenLive != null) {
      findings.add(seenLive, event.subject(), event.studioNanos(), event.text());
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
          Code.WALL_CLOCK,
          "",
          anchor.studioNanos(),
          "The wall clock moved by " + moved / 1_000_000 + " ms");
    }
  }

  @Override
  public void unknown(String topic) {
    if (unknownTopics.add(topic)) {
      findings.add(Code.LOG_UNKNOWN, topic, "This version does not know these messages");
    }
  }
}
