package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Counted;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that goes wrong during a take, from any thread into the log.
final class Incidents {
  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

  /// The events tell everything; the log of the program is not flooded with it.
  private static final long LOG_EVERY_NANOS = 1_000_000_000L;

  private long nextLog = StudioClock.now();
  private long missingSinceLog;

  /// What began before the take is in it from its start on.
  private long startNanos = Long.MIN_VALUE;

  private final Queue<EpisodeEvent> waiting = new ConcurrentLinkedQueue<>();
  private final List<EpisodeEvent> written = new ArrayList<>();

  /// What was over before the take belongs to no take, and is forgotten.
  void add(EpisodeEvent event) {
    synchronized (waiting) {
      // Under the lock: what an earlier moment allowed must not come in behind a later one.
      long from = startNanos;
      if (event.untilNanos() >= from) {
        waiting.add(event.studioNanos() < from ? since(from, event) : event);
      }
    }
  }

  /// Something that happens to a subject now.
  void now(EventKind kind, String subject, String text) {
    add(new EpisodeEvent(StudioClock.now(), kind, subject, 0, text));
  }

  private static EpisodeEvent since(long from, EpisodeEvent event) {
    return new EpisodeEvent(
        from, event.kind(), event.subject(), event.count(), event.text(), event.untilNanos());
  }

  /// Counts a sample and reports what is missing before it. The writer thread only.
  void count(Tally tally, long sequence, long captureNanos, long boundNanos, long overrun) {
    Tally.Step step = tally.step(sequence);
    if (step != Tally.Step.NEXT || overrun > 0) {
      report(tally, step, sequence, captureNanos, overrun);
    }
    tally.add(sequence, captureNanos, boundNanos, overrun);
  }

  /// Counts a picture that came and was not encoded; the track tells of those together. The writer
  /// thread only.
  void countNotEncoded(Tally tally, long sequence, long captureNanos, long overrun) {
    Tally.Step step = tally.step(sequence);
    if (step != Tally.Step.NEXT || overrun > 0) {
      report(tally, step, sequence, captureNanos, overrun);
    }
    tally.addNotEncoded(sequence, overrun);
    missing(1, tally.spec().name());
  }

  private void missing(long count, String stream) {
    missingSinceLog += count;
    long now = StudioClock.now();
    if (missingSinceLog > 0 && now >= nextLog) {
      LOG.error(
          "{} missing; the last of {}",
          Counted.of(missingSinceLog, "sample is", "samples are"),
          stream);
      missingSinceLog = 0;
      nextLog = now + LOG_EVERY_NANOS;
    }
  }

  private void report(Tally tally, Tally.Step step, long sequence, long nanos, long overrun) {
    String stream = tally.spec().name();
    long lost = tally.gap(sequence) - overrun;
    missing(overrun + Math.max(0, lost), stream);
    if (overrun > 0) {
      OverrunEvent.report(stream, overrun);
      add(
          new EpisodeEvent(
              nanos,
              EventKind.OVERRUN,
              stream,
              overrun,
              Counted.of(overrun, "sample") + " could not be written in time"));
    }
    if (lost > 0) {
      add(
          new EpisodeEvent(
              nanos, EventKind.LOST, stream, lost, Counted.of(lost, "sample") + " never came"));
    }
    if (step == Tally.Step.RESTART) {
      add(new EpisodeEvent(nanos, EventKind.RESTART, stream, 0, "The device began to count anew"));
    }
  }

  /// Forgets what was over before a moment, from now on too.
  void forgetBefore(long studioNanos) {
    synchronized (waiting) {
      startNanos = studioNanos;
      List<EpisodeEvent> before = new ArrayList<>(waiting);
      waiting.clear();
      before.forEach(this::add);
    }
  }

  /// Moves all that waits into the log. The writer thread only.
  void drain(EpisodeLog log) throws IOException {
    EpisodeEvent event;
    while ((event = waiting.poll()) != null) {
      log.event(event);
      if (written.size() < Manifest.MOST_EVENTS) {
        written.add(event);
      }
    }
  }

  /// Moves all that waits into a list.
  void drainTo(List<EpisodeEvent> into) {
    for (EpisodeEvent event; (event = waiting.poll()) != null; ) {
      into.add(event);
    }
  }

  /// What went into the log, the first of it. The writer thread only.
  List<EpisodeEvent> written() {
    return List.copyOf(written);
  }
}
