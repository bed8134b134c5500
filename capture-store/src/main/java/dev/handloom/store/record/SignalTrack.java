package dev.handloom.store.record;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.episode.Tally;
import java.io.IOException;

/// A stream of numbers on its way into the log. Belongs to the writer thread.
final class SignalTrack {
  private final RingReader reader;
  private final Sample sample;
  private final Tally tally;
  private final TrackProgress progress = new TrackProgress();
  private int channel;
  private long overrunsSeen;
  private boolean done;

  SignalTrack(LiveStream stream) {
    reader = stream.ring().readerFromOldest();
    sample = new Sample(stream.spec());
    tally = new Tally(stream.spec());
  }

  void open(EpisodeLog log) throws IOException {
    channel = log.stream(tally.spec(), null);
  }

  Tally tally() {
    return tally;
  }

  TrackProgress progress() {
    return progress;
  }

  long behind() {
    return reader.behind();
  }

  boolean done() {
    return done;
  }

  /// Writes what has come, at most so many samples, so that no stream starves another.
  void drain(EpisodeLog log, Window window, Incidents incidents, int most) throws IOException {
    for (int n = 0; n < most && !done && reader.poll(sample); n++) {
      if (window.before(sample)) {
        overrunsSeen = reader.overruns();
        continue;
      }
      if (window.after(sample)) {
        done = true;
        return;
      }
      long overrun = reader.overruns() - overrunsSeen;
      overrunsSeen += overrun;
      incidents.count(tally, sample.sequence, sample.captureNanos, sample.boundNanos, overrun);
      log.sample(channel, sample);
      progress.written(tally.samples());
    }
  }
}
