package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.state.Lifecycle;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.MarkerLock;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.recover.PartJoin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One take while it is recorded: the writer thread's work.
final class Take {
  static final long FLUSH_EVERY_NANOS = 500_000_000L;

  static final long POLL_NANOS = 4_000_000L;
  private static final long LOOK_EVERY_NANOS = 100_000_000L;

  /// What a slow disk reads and hashes.
  private static final double BYTES_PER_NANO = 0.02;

  private final Bundle bundle;
  private final TakeMarker marker;
  private final List<Enclosure> enclosures;
  private final RecorderOptions options;
  private final Lifecycle<RecorderState> state;
  private final Intake intake;
  private final Incidents incidents;
  private final Window window;
  private final Runnable onEnding;
  private final TakeStreams streams;
  private volatile @Nullable EpisodeLog log;
  private volatile @Nullable DiskSync sync;
  private volatile String ended = "";
  private volatile long beatNanos = StudioClock.now();
  private volatile boolean filesEnded;
  private volatile long useFromNanos = Long.MIN_VALUE;
  private long nextLook;

  /// @param onEnding called once, when the take has its end and only its files are still to be
  ///   ended
  Take(
      Bundle bundle,
      TakeMarker marker,
      List<Enclosure> enclosures,
      Intake intake,
      RecorderOptions options,
      Lifecycle<RecorderState> state,
      Runnable onEnding) {
    this.bundle = bundle;
    this.marker = marker;
    this.enclosures = enclosures;
    this.intake = intake;
    this.options = options;
    this.state = state;
    this.onEnding = onEnding;
    incidents = intake.incidents();
    window = new Window(marker.startNanos());
    streams = new TakeStreams(bundle, intake, options, window);
  }

  /// Ends the take at this moment; the first call counts.
  void stop(String why) {
    stopAt(StudioClock.now(), why);
  }

  void stopAt(long nanos, String why) {
    if (window.close(nanos)) {
      ended = why;
      beat();
      if (!state.transition(RecorderState.RECORDING, RecorderState.FINISHING)) {
        state.transition(RecorderState.PAUSED, RecorderState.FINISHING);
      }
      onEnding.run();
    }
  }

  void pause(long nanos) {
    window.pause(nanos);
  }

  void resume(long nanos) {
    window.resume(nanos);
  }

  void add(EpisodeEvent event) {
    incidents.add(event);
  }

  /// Only what was captured from then on is to be used.
  void useFrom(long nanos) {
    useFromNanos = nanos;
  }

  long useFromNanos() {
    return useFromNanos;
  }

  /// Records until somebody stops it or the disk fails.
  ///
  /// @throws IOException when the files could not be ended as they should; they are closed then,
  ///   and the bundle can be recovered
  Manifest record() throws IOException {
    Durable.makeFolders(bundle.folder());
    try (MarkerLock lock = MarkerLock.take(bundle, marker)) {
      incidents.forgetBefore(window.startNanos());
      EpisodeLog made =
          new EpisodeLog(
              part -> options.disk().create(bundle.part(Bundle.MCAP, part)),
              marker,
              enclosures,
              incidents);
      log = made;
      window.grantedBy(() -> grant(made));
      Trouble trouble = new Trouble();
      trouble.guard(() -> {
        open(made);
        begun();
        write(made);
        intake.watch().clocks(StudioClock.now(), made);
      });
      stop("The disk failed");
      beat();
      trouble.guard(() -> streams.endCameras(made, this::beat));
      beat();
      DiskSync forcing = sync;
      if (forcing != null) {
        forcing.stop();
      }
      beat();
      trouble.guard(() -> incidents.drain(made));
      if (trouble.any()) {
        // Nothing more may be written after what failed, and nothing forced twice.
        made.abandon();
      } else {
        trouble.guard(made::close);
      }
      trouble.rethrow();
      filesEnded = true;
      beat();
      join();
      beat();
      Manifest manifest = files().manifest();
      ManifestFile.write(bundle, manifest);
      lock.finished();
      return manifest;
    } finally {
      intake.discard();
    }
  }

  /// A bundle has one file of each, whatever happened on the way.
  private void join() throws IOException {
    EpisodeLog made = log;
    if ((made != null && made.part().number() > 1)
        || intake.cameras().stream().anyMatch(camera -> camera.parts() > 1)) {
      PartJoin.join(bundle);
    }
  }

  private void begun() {
    state.transition(RecorderState.STARTING, RecorderState.RECORDING);
    if (window.closed()) {
      state.transition(RecorderState.RECORDING, RecorderState.FINISHING);
    }
  }

  private TakeFiles files() throws IOException {
    List<Manifest.CameraEntry> cameras = new java.util.ArrayList<>();
    for (CameraTrack camera : intake.cameras()) {
      Path video = bundle.video(camera.fileName());
      cameras.add(camera.entry(Files.exists(video) ? Files.size(video) : 0));
    }
    return new TakeFiles(
        bundle,
        marker,
        window.stopNanos(),
        ended,
        intake.signals().stream().map(s -> s.tally().entry()).toList(),
        intake.cameras().stream().map(c -> c.records().tally().entry()).toList(),
        cameras,
        intake.watch().sync(),
        incidents.written(),
        window.pauses().entries(window.stopNanos()),
        enclosures);
  }

  private void open(EpisodeLog made) throws IOException {
    streams.open(made);
    made.flush();
    Durable.forceFolder(bundle.folder());
    DiskSync forcing =
        new DiskSync(
            made,
            intake.cameras(),
            streams.tracks(),
            incidents,
            options,
            bundle.folder(),
            () -> stop("The disk is nearly full"));
    sync = forcing;
    forcing.start();
    streams.awaitCameras(made, this::beat);
    Durable.forceFolder(bundle.folder());
  }

  private void write(EpisodeLog made) throws IOException {
    long nextFlush = StudioClock.now() + FLUSH_EVERY_NANOS;
    while (true) {
      long now = StudioClock.now();
      beat();
      boolean over = window.overAt(now);
      window.grant();
      boolean more = streams.drain(made);
      intake.watch().look(now, made, incidents);
      if (now >= nextLook) {
        nextLook = now + LOOK_EVERY_NANOS;
        streams.look(made, now);
      }
      if (now >= nextFlush || made.failed()) {
        streams.flush(made);
        nextFlush = now + FLUSH_EVERY_NANOS;
      }
      if (!more && (over || (window.closed() && streams.allDone()))) {
        streams.finishSignals(made);
        return;
      }
      if (!more) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  private void grant(EpisodeLog made) throws IOException {
    Window.Wish wish;
    while ((wish = window.nextWish()) != null) {
      switch (wish) {
        case Window.Wish.Pause(long nanos) -> {
          incidents.add(new EpisodeEvent(nanos, EventKind.PAUSED, "", 0, "Paused"));
          incidents.drain(made);
          window.pauses().pause(nanos);
        }
        case Window.Wish.Resume(long nanos) -> {
          incidents.add(new EpisodeEvent(nanos, EventKind.RESUMED, "", 0, "Goes on"));
          incidents.drain(made);
          window.pauses().resume(nanos);
          intake.signals().forEach(signal -> signal.silence().expectFrom(nanos));
          intake.cameras().forEach(camera -> camera.records().silence().expectFrom(nanos));
        }
      }
    }
  }

  private void beat() {
    beatNanos = StudioClock.now();
  }

  /// Whether the disk has given no answer for longer than it may at the end of a take. Any thread.
  boolean hangs(long now) {
    long most = options.finishLimit().toNanos();
    // The files are read once more, for their hashes.
    long reading = filesEnded ? (long) (bytes() / BYTES_PER_NANO) : 0;
    return now - beatNanos > most + reading;
  }

  Bundle bundle() {
    return bundle;
  }

  TakeMarker marker() {
    return marker;
  }

  Window window() {
    return window;
  }

  Intake intake() {
    return intake;
  }

  String ended() {
    return ended;
  }

  /// Bytes in all files so far.
  long bytes() {
    EpisodeLog made = log;
    long sum = made == null ? 0 : made.bytes();
    for (CameraTrack camera : intake.cameras()) {
      sum += camera.bytes();
    }
    return sum;
  }

  /// In how many files the data is.
  int parts() {
    EpisodeLog made = log;
    return made == null ? 1 : made.part().number();
  }

  /// What forces the files; null before there are any.
  @Nullable DiskSync sync() {
    return sync;
  }
}
