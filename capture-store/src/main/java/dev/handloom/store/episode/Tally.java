package dev.handloom.store.episode;

import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;

/// Counts what becomes of one stream during a take. One thread counts; others may look.
@SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
public final class Tally {
  /// A larger step in a device's own count is a restart, not a loss.
  public static final long MOST_LOST_AT_ONCE = 10_000;

  private final StreamSpec spec;
  private boolean begun;
  private long lastSequence;
  private long firstCapture;
  private long lastCapture;
  private volatile long samples;
  private volatile long lost;
  private volatile long overruns;
  private volatile long restarts;
  private volatile long worstBound = -1;
  private volatile long unbounded;

  public Tally(StreamSpec spec) {
    this.spec = spec;
  }

  /// What the step to a sample meant.
  public enum Step {
    NEXT,
    GAP,
    RESTART
  }

  /// Says what the step to this sequence number means. Call before [#add].
  public Step step(long sequence) {
    if (!begun || sequence == lastSequence + 1) {
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
    if (!begun) {
      firstCapture = captureNanos;
    }
    begun = true;
    lastSequence = sequence;
    lastCapture = captureNanos;
    if (boundNanos == Sample.UNBOUNDED) {
      unbounded++;
    } else {
      worstBound = Math.max(worstBound, boundNanos);
    }
    samples++;
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
    double seconds = (lastCapture - firstCapture) / 1e9;
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
