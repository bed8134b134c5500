package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.state.Lifecycle;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.MarkerLock;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.episode.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One take while it is recorded: the writer thread's work.
final class Take {
  static final long FLUSH_EVERY_NANOS = 500_000_000L;

  private static final long POLL_NANOS = 4_000_000L;
  private static final int MOST_AT_ONCE = 512;
  private static final long CAMERAS_OPEN_NANOS = 5_000_000_000L;

  /// An encoder works off what is in its ring, a second at most, and ends its file.
  private static final long CAMERAS_END_NANOS = 8_000_000_000L;

  private final Bundle bundle;
  private final TakeMarker marker;
  private final RecorderOptions options;
  private final Lifecycle<RecorderState> state;
  private final List<Device> devices;
  private final Window window;
  private final Incidents incidents = new Incidents();
  private final List<SignalTrack> signals = new ArrayList<>();
  private final List<CameraTrack> cameras = new ArrayList<>();
  private volatile @Nullable DiskFile logFile;
  private volatile @Nullable DiskSync sync;
  private volatile String ended = "";

  Take(
      Bundle bundle,
      TakeMarker marker,
      List<LiveStream> streams,
      List<Device> devices,
      RecorderOptions options,
      Lifecycle<RecorderState> state) {
    this.bundle = bundle;
    this.marker = marker;
    this.options = options;
    this.state = state;
    this.devices = devices;
    window = new Window(marker.startNanos());
    VideoNames names = new VideoNames(streams);
    for (LiveStream stream : streams) {
      if (stream.spec().kind() == StreamKind.VIDEO) {
        cameras.add(new CameraTrack(stream, names.of(stream)));
      } else {
        signals.add(new SignalTrack(stream));
      }
    }
  }

  /// Ends the take at this moment; the first call counts.
  void stop(String why) {
    if (window.close(StudioClock.now())) {
      ended = why;
      state.transition(RecorderState.RECORDING, RecorderState.STOPPING);
    }
  }

  /// Records until somebody stops it or the disk fails.
  ///
  /// @throws IOException when the files could not be ended as they should; they are closed then,
  ///   and the bundle can be recovered
  Manifest record() throws IOException {
    Durable.makeFolders(bundle.folder());
    try (MarkerLock lock = MarkerLock.take(bundle, marker)) {
      DiskFile file = options.disk().create(bundle.mcap());
      logFile = file;
      EpisodeLog log = new EpisodeLog(file, marker);
      DeviceWatch watch = new DeviceWatch(devices, marker.startNanos());
      Trouble trouble = new Trouble();
      trouble.guard(() -> {
        open(log, file);
        begun();
        write(log, watch);
        watch.clocks(StudioClock.now(), log);
      });
      stop("The disk failed");
      trouble.guard(() -> endCameras(log));
      DiskSync forcing = sync;
      if (forcing != null) {
        forcing.stop();
        trouble.add(forcing.failure());
      }
      trouble.guard(() -> incidents.drain(log));
      if (trouble.any()) {
        // Nothing more may be written after what failed, and nothing forced twice.
        file.close();
      }
      trouble.guard(log::close);
      trouble.guard(this::closeVideos);
      trouble.rethrow();
      Manifest manifest = files(watch).manifest();
      ManifestFile.write(bundle, manifest);
      lock.finished();
      return manifest;
    }
  }

  private void begun() {
    state.transition(RecorderState.STARTING, RecorderState.RECORDING);
    if (window.closed()) {
      state.transition(RecorderState.RECORDING, RecorderState.STOPPING);
    }
  }

  private TakeFiles files(DeviceWatch watch) {
    return new TakeFiles(
        bundle,
        marker,
        window.stopNanos(),
        ended,
        signals.stream().map(s -> s.tally().entry()).toList(),
        cameras.stream().map(c -> c.tally().entry()).toList(),
        cameras.stream().map(CameraTrack::entry).toList(),
        watch.sync(),
        incidents.written());
  }

  private void open(EpisodeLog log, DiskFile file) throws IOException {
    List<TrackProgress> tracks = new ArrayList<>();
    for (SignalTrack signal : signals) {
      signal.open(log);
      tracks.add(signal.progress());
    }
    for (CameraTrack camera : cameras) {
      camera.open(log);
      tracks.add(camera.progress());
      camera.start(options.disk(), bundle, window, incidents);
    }
    log.flush();
    DiskSync forcing =
        new DiskSync(
            file,
            cameras,
            tracks,
            incidents,
            options,
            bundle.folder(),
            () -> stop("The disk is nearly full"));
    sync = forcing;
    forcing.start();
    long deadline = StudioClock.now() + CAMERAS_OPEN_NANOS;
    long nextFlush = StudioClock.now() + FLUSH_EVERY_NANOS;
    for (CameraTrack camera : cameras) {
      // Samples wait in their rings for four seconds, pictures for one: write while waiting.
      while (!awaitOpened(camera) && StudioClock.now() < deadline) {
        drain(log);
        if (StudioClock.now() >= nextFlush) {
          flush(log);
          nextFlush = StudioClock.now() + FLUSH_EVERY_NANOS;
        }
      }
    }
  }

  private static boolean awaitOpened(CameraTrack camera) {
    try {
      return camera.awaitOpened(POLL_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void write(EpisodeLog log, DeviceWatch watch) throws IOException {
    long nextFlush = StudioClock.now() + FLUSH_EVERY_NANOS;
    while (true) {
      long now = StudioClock.now();
      boolean over = window.overAt(now);
      drain(log);
      watch.look(now, log, incidents);
      if (now >= nextFlush) {
        flush(log);
        nextFlush = now + FLUSH_EVERY_NANOS;
      }
      DiskSync forcing = sync;
      if (forcing != null && forcing.failure() != null) {
        return;
      }
      if (over || (window.closed() && signals.stream().allMatch(SignalTrack::done))) {
        finishSignals(log);
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void finishSignals(EpisodeLog log) throws IOException {
    for (SignalTrack signal : signals) {
      signal.drain(log, window, incidents, Integer.MAX_VALUE);
    }
  }

  private void drain(EpisodeLog log) throws IOException {
    for (SignalTrack signal : signals) {
      signal.drain(log, window, incidents, MOST_AT_ONCE);
    }
    for (CameraTrack camera : cameras) {
      camera.drain(log, incidents);
    }
    incidents.drain(log);
  }

  private void flush(EpisodeLog log) throws IOException {
    long begun = StudioClock.now();
    log.flush();
    signals.forEach(s -> s.progress().flushed());
    cameras.forEach(c -> c.progress().flushed());
    long took = StudioClock.now() - begun;
    if (took > SlowWriteEvent.SLOW_NANOS) {
      SlowWriteEvent.report("write", took);
    }
  }

  private void endCameras(EpisodeLog log) throws IOException {
    long deadline = StudioClock.now() + CAMERAS_END_NANOS;
    for (CameraTrack camera : cameras) {
      while (!camera.ended() && StudioClock.now() < deadline) {
        LockSupport.parkNanos(POLL_NANOS);
      }
      if (!camera.ended()) {
        camera.giveUp();
      }
      camera.drain(log, incidents);
    }
    incidents.drain(log);
  }

  private void closeVideos() throws IOException {
    for (CameraTrack camera : cameras) {
      DiskFile video = camera.file();
      if (video != null && camera.ended()) {
        try (video) {
          if (camera.trouble().isEmpty()) {
            video.force();
          }
        }
      }
    }
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

  String ended() {
    return ended;
  }

  List<RecordingStatus.StreamStatus> streamStatus() {
    List<RecordingStatus.StreamStatus> out = new ArrayList<>();
    for (SignalTrack signal : signals) {
      out.add(status(signal.tally(), signal.progress(), signal.behind(), false, ""));
    }
    for (CameraTrack camera : cameras) {
      out.add(status(camera.tally(), camera.progress(), camera.behind(), true, camera.trouble()));
    }
    return out;
  }

  private static RecordingStatus.StreamStatus status(
      Tally tally, TrackProgress progress, long behind, boolean video, String trouble) {
    return new RecordingStatus.StreamStatus(
        tally.spec().name(),
        video,
        progress.written(),
        progress.durable(),
        behind,
        tally.lost(),
        tally.overruns(),
        tally.worstBoundNanos(),
        trouble);
  }

  /// Bytes in all files so far.
  long bytes() {
    DiskFile file = logFile;
    long sum = file == null ? 0 : file.size();
    for (CameraTrack camera : cameras) {
      DiskFile video = camera.file();
      sum += video == null ? 0 : video.size();
    }
    return sum;
  }

  long lastForcedNanos() {
    DiskSync forcing = sync;
    return forcing == null ? marker.startNanos() : forcing.lastForcedNanos();
  }

  long freeBytes() {
    DiskSync forcing = sync;
    return forcing == null ? -1 : forcing.freeBytes();
  }
}
