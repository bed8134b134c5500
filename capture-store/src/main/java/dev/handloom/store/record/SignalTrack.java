package dev.handloom.store.record;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Tally;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A stream of numbers on its way into the log, perhaps through memory. Belongs to the writer
/// thread.
final class SignalTrack {
  /// A device may run faster than it says.
  private static final double SPARE = 1.25;

  /// What comes while the memory is written down.
  private static final long CATCH_UP_NANOS = 4_000_000_000L;

  private static final int LEAST_HELD = 64;

  private final RingReader reader;
  private final Sample sample;
  private final Tally tally;
  private final Silence silence;
  private final TrackProgress progress = new TrackProgress();
  private final @Nullable SampleSpool spool;
  private final long keepNanos;
  private int channel;
  private long overrun;
  private long overrunsSeen;
  private boolean done;

  /// Whether a pause lies before the next sample.
  private boolean interrupted;

  SignalTrack(LiveStream stream) {
    this(stream, 0);
  }

  /// @param keepNanos how much of the past can be asked for; 0 for none
  SignalTrack(LiveStream stream, long keepNanos) {
    StreamSpec spec = stream.spec();
    reader = stream.ring().readerFromOldest();
    sample = new Sample(spec);
    tally = new Tally(spec);
    silence = new Silence(spec);
    this.keepNanos = keepNanos;
    spool =
        keepNanos == 0
            ? null
            : new SampleSpool(
                spec.channels().size(),
                LEAST_HELD
                    + (int)
                        Math.ceil(spec.nominalHz() * SPARE * (keepNanos + CATCH_UP_NANOS) / 1e9));
  }

  void open(EpisodeLog log) throws IOException {
    channel = log.stream(tally.spec(), null);
  }

  Tally tally() {
    return tally;
  }

  Silence silence() {
    return silence;
  }

  TrackProgress progress() {
    return progress;
  }

  long behind() {
    SampleSpool held = spool;
    return reader.behind() + (held == null ? 0 : held.size());
  }

  boolean done() {
    return done;
  }

  /// Bytes of memory that the past takes.
  long heldBytes() {
    return spool == null ? 0 : spool.bytes();
  }

  /// Keeps what has come, and forgets what nobody can ask for any more.
  void hold(long nowNanos) {
    SampleSpool held = spool;
    if (held == null) {
      return;
    }
    while (reader.poll(sample)) {
      held.add(sample, newOverrun());
    }
    held.forgetBefore(nowNanos - keepNanos);
  }

  private long newOverrun() {
    long now = reader.overruns();
    long count = now - overrunsSeen;
    overrunsSeen = now;
    return count;
  }

  /// The next sample, from memory before from the ring, so that none is left out or comes twice.
  private boolean next() {
    SampleSpool held = spool;
    if (held != null && held.size() > 0) {
      held.poll(sample);
      overrun = held.polledOverrun();
      return true;
    }
    if (!reader.poll(sample)) {
      return false;
    }
    overrun = newOverrun();
    return true;
  }

  /// While memory is written down the ring must not run over.
  private void catchUp() {
    SampleSpool held = spool;
    if (held != null && held.size() > 0) {
      while (!held.full() && reader.poll(sample)) {
        held.add(sample, newOverrun());
      }
    }
  }

  /// Writes what has come, at most so many samples, so that no stream starves another.
  void drain(EpisodeLog log, Window window, Incidents incidents, int most) throws IOException {
    catchUp();
    for (int n = 0; n < most && !done && next(); n++) {
      if (window.before(sample)) {
        continue;
      }
      if (window.after(sample)) {
        done = true;
        return;
      }
      if (window.leftOut(sample)) {
        silence.leftOut(Window.time(sample));
        interrupted = true;
        continue;
      }
      if (interrupted) {
        window.grant();
        interrupted = false;
      }
      tally.at(sample.captureNanos, sample.boundNanos, sample.arrivalNanos);
      silence.came(tally, sample.sequence, Window.time(sample), incidents);
      // What was overwritten during a pause was not wanted.
      long missed = tally.afterPause() ? 0 : overrun;
      incidents.count(tally, sample.sequence, sample.captureNanos, sample.boundNanos, missed);
      log.sample(channel, sample);
      progress.written(tally.samples());
    }
  }
}
