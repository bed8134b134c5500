package dev.handloom.store.episode;

import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;

/// Counts what becomes of one stream during a take. One thread counts; others may look.
@SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
public final class Tally {
  /// A larger step in a device's own count is a restart, not a loss.
  public static final long MOST_LOST_AT_ONCE = 10_000;

  private final StreamSpec spec;
  private Pauses pauses = new Pauses();
  private boolean begun;
  private boolean paused;
  private boolean captured;
  private long lastSequence;
  private long firstCapture;
  private long lastCapture;
  private long lastNanos;
  private long nextNanos;
  private volatile long samples;
  private volatile long lost;
  private volatile long overruns;
  private volatile long restarts;
  private volatile long notEncoded;
  private volatile long worstBound = -1;
  private volatile long unbounded;

  public Tally(StreamSpec spec) {
    this.spec = spec;
  }

  /// What was left out on purpose is no loss.
  public void over(Pauses leftOut) {
    pauses = leftOut;
  }

  /// Says when the next sample was captured, before anything else is asked about it: numbers that
  /// are missing over a pause are not judged.
  ///
  /// @param boundNanos or [Sample#UNBOUNDED]: then the arrival decides
  public void at(long captureNanos, long boundNanos, long arrivalNanos) {
    long nanos = Pauses.time(captureNanos, boundNanos, arrivalNanos);
    paused = begun && pauses.between(lastNanos, nanos);
    nextNanos = nanos;
  }

  /// Whether something was left out on purpose just before the sample that [#at] told of.
  public boolean afterPause() {
    return paused;
  }

  /// What the step to a sample meant.
  public enum Step {
    NEXT,
    GAP,
    RESTART
  }

  /// Says what the step to this sequence number means. Call before [#add].
  public Step step(long sequence) {
    if (!begun || paused || sequence == lastSequence + 1) {
      return Step.NEXT;
    }
    if (sequence > lastSequence && sequence - lastSequence - 1 <= MOST_LOST_AT_ONCE) {
      return Step.GAP;
    }
    return Step.RESTART;
  }

  /// How many numbers are missing before this one. Of a derived stream none are: its maker may
  /// leave samples out.
  public long gap(long sequence) {
    return step(sequence) == Step.GAP && !spec.derived() ? sequence - lastSequence - 1 : 0;
  }

  /// Counts a sample.
  ///
  /// @param overrun of the numbers missing before it, how many came and were overwritten
  public void add(long sequence, long captureNanos, long boundNanos, long overrun) {
    long gap = gap(sequence);
    lost += Math.max(0, gap - overrun);
    overruns += overrun;
    if (step(sequence) == Step.RESTART) {
      restarts++;
    }
    if (!captured) {
      firstCapture = captureNanos;
    }
    captured = true;
    begun = true;
    paused = false;
    lastNanos = nextNanos;
    lastSequence = sequence;
    lastCapture = captureNanos;
    if (boundNanos == Sample.UNBOUNDED) {
      unbounded++;
    } else {
      worstBound = Math.max(worstBound, boundNanos);
    }
    samples++;
  }

  /// Counts a picture that came, whose times are known, and that is not in the video. It is no
  /// sample, and its number is not missing.
  ///
  /// @param overrun of the numbers missing before it, how many came and were overwritten
  public void addNotEncoded(long sequence, long overrun) {
    lost += Math.max(0, gap(sequence) - overrun);
    overruns += overrun;
    if (step(sequence) == Step.RESTART) {
      restarts++;
    }
    begun = true;
    paused = false;
    lastNanos = nextNanos;
    lastSequence = sequence;
    notEncoded++;
  }

  /// Samples overwritten that no sample came after.
  public void addOverruns(long count) {
    overruns += count;
  }

  /// Numbers that were taken for lost came and were overwritten, as an event says.
  public void wereOverruns(long count) {
    overruns += count;
    lost = Math.max(0, lost - count);
  }

  public StreamSpec spec() {
    return spec;
  }

  public long samples() {
    return samples;
  }

  public long lost() {
    return lost;
  }

  public long overruns() {
    return overruns;
  }

  public long restarts() {
    return restarts;
  }

  /// Pictures that came and are not in the video; not among the samples.
  public long notEncoded() {
    return notEncoded;
  }

  /// Studio time of the last sample; means nothing while there is none. Only for the thread that
  /// counts.
  public long lastCaptureNanos() {
    return lastCapture;
  }

  /// [Sample#UNBOUNDED] while none was stated.
  public long worstBoundNanos() {
    return worstBound < 0 ? Sample.UNBOUNDED : worstBound;
  }

  /// What a manifest says of it. Only for the thread that counts.
  public Manifest.StreamEntry entry() {
    double seconds =
        (lastCapture - firstCapture - pauses.nanosWithin(firstCapture, lastCapture)) / 1e9;
    return new Manifest.StreamEntry(
        spec.name(),
        spec.kind().name(),
        spec.maker(),
        spec.nominalHz(),
        spec.channels().size(),
        samples,
        seconds > 0 ? Math.round((samples - 1) / seconds * 1000) / 1000.0 : 0,
        firstCapture,
        lastCapture,
        lost,
        overruns,
        restarts,
        worstBound < 0 ? null : worstBound,
        unbounded);
  }
}
