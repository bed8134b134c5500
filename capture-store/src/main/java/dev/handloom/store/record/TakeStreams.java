package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// The streams of a take on their way into its log: how they begin, join, fall silent and end. The
/// writer thread only.
final class TakeStreams {
  private static final int MOST_AT_ONCE = 512;
  private static final long CAMERAS_OPEN_NANOS = 5_000_000_000L;

  /// An encoder works off what is in its ring, a second at most, and ends its file.
  private static final long CAMERAS_END_NANOS = 8_000_000_000L;

  private final Bundle bundle;
  private final Intake intake;
  private final Incidents incidents;
  private final RecorderOptions options;
  private final Window window;
  private final List<TrackProgress> tracks = new CopyOnWriteArrayList<>();

  TakeStreams(Bundle bundle, Intake intake, RecorderOptions options, Window window) {
    this.bundle = bundle;
    this.intake = intake;
    this.options = options;
    this.window = window;
    incidents = intake.incidents();
  }

  /// How far each has come. May be read by any thread.
  List<TrackProgress> tracks() {
    return tracks;
  }

  void open(EpisodeLog made) throws IOException {
    for (SignalTrack signal : intake.signals()) {
      open(signal, made, window.startNanos());
    }
    for (CameraTrack camera : intake.cameras()) {
      open(camera, made, window.startNanos());
      if (!intake.armed()) {
        camera.start();
      }
    }
  }

  private void open(SignalTrack signal, EpisodeLog made, long fromNanos) throws IOException {
    signal.tally().over(window.pauses());
    signal.silence().expectFrom(fromNanos);
    signal.open(made);
    tracks.add(signal.progress());
  }

  private void open(CameraTrack camera, EpisodeLog made, long fromNanos) throws IOException {
    camera.records().tally().over(window.pauses());
    camera.records().silence().expectFrom(fromNanos);
    camera.open(made);
    tracks.add(camera.records().progress());
    camera.begin(options.disk(), bundle, window);
  }

  /// Waits until every camera has its file, or for as long as one may take. Samples wait in their
  /// rings for four seconds, pictures for one: it writes while it waits.
  ///
  /// @param goesOn told again and again: it is an encoder that is slow, and not the disk
  void awaitCameras(EpisodeLog made, Runnable goesOn) throws IOException {
    long deadline = StudioClock.now() + CAMERAS_OPEN_NANOS;
    long nextFlush = StudioClock.now() + Take.FLUSH_EVERY_NANOS;
    for (CameraTrack camera : intake.cameras()) {
      while (!awaitOpened(camera) && StudioClock.now() < deadline) {
        goesOn.run();
        drain(made);
        if (StudioClock.now() >= nextFlush) {
          flush(made);
          nextFlush = StudioClock.now() + Take.FLUSH_EVERY_NANOS;
        }
      }
    }
  }

  private static boolean awaitOpened(CameraTrack camera) {
    try {
      return camera.awaitOpened(Take.POLL_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  boolean allDone() {
    return intake.signals().stream().allMatch(SignalTrack::done);
  }

  /// What has fallen silent, and what has joined.
  void look(EpisodeLog made, long now) throws IOException {
    if (!window.pauses().open() && !window.closed()) {
      for (SignalTrack signal : intake.signals()) {
        if (signal.behind() == 0) {
          signal.silence().look(now);
        }
      }
      for (CameraTrack camera : intake.cameras()) {
        camera.records().silence().look(now);
      }
    }
    if (!window.closed()) {
      for (LiveStream stream : intake.appeared()) {
        intake.join(stream);
        incidents.add(
            new EpisodeEvent(
                now, EventKind.JOINED, stream.spec().name(), 0, "Joined the take under way"));
        if (stream.spec().kind() == StreamKind.VIDEO) {
          CameraTrack camera = intake.cameras().getLast();
          open(camera, made, now);
          camera.start();
        } else {
          open(intake.signals().getLast(), made, now);
        }
      }
    }
  }

  void finishSignals(EpisodeLog made) throws IOException {
    window.grant();
    for (SignalTrack signal : intake.signals()) {
      signal.drain(made, window, incidents, Integer.MAX_VALUE);
      signal.silence().end(endOfSilence(), incidents);
    }
    intake.watch().end(incidents);
  }

  /// A gap that is open when the take ends, ends with the take; one over a pause with its
  /// beginning.
  private long endOfSilence() {
    List<Manifest.Pause> pauses = window.pauses().entries(window.stopNanos());
    return !pauses.isEmpty() && pauses.getLast().toNanos() == window.stopNanos()
        ? pauses.getLast().fromNanos()
        : window.stopNanos();
  }

  /// Returns whether some stream has more than could be written at once.
  boolean drain(EpisodeLog made) throws IOException {
    boolean more = false;
    for (SignalTrack signal : intake.signals()) {
      signal.drain(made, window, incidents, MOST_AT_ONCE);
      more |= !signal.done() && signal.behind() >= MOST_AT_ONCE;
    }
    for (CameraTrack camera : intake.cameras()) {
      camera.drain(made);
    }
    incidents.drain(made);
    return more;
  }

  void flush(EpisodeLog made) throws IOException {
    long begun = StudioClock.now();
    made.flush();
    tracks.forEach(TrackProgress::flushed);
    long took = StudioClock.now() - begun;
    if (took > SlowWriteEvent.SLOW_NANOS) {
      SlowWriteEvent.report("write", took);
    }
  }

  /// @param goesOn told again and again while an encoder is waited for
  void endCameras(EpisodeLog made, Runnable goesOn) throws IOException {
    long deadline = StudioClock.now() + CAMERAS_END_NANOS;
    for (CameraTrack camera : intake.cameras()) {
      while (!camera.ended() && StudioClock.now() < deadline) {
        goesOn.run();
        LockSupport.parkNanos(Take.POLL_NANOS);
      }
      if (!camera.ended()) {
        camera.giveUp();
      }
      camera.drain(made);
      camera.records().silence().end(endOfSilence(), incidents);
    }
    incidents.drain(made);
  }
}
