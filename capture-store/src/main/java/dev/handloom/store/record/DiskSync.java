package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Forces a take's files to the disk again and again, so that nobody else waits for that, and
/// watches how much room is left.
final class DiskSync {
  /// With the log's flush every half second, a second at most is not on the disk.
  private static final long EVERY_NANOS = 300_000_000L;

  private static final long JOIN_MILLIS = 5_000;

  private final DiskFile log;
  private final List<CameraTrack> cameras;
  private final List<TrackProgress> tracks;
  private final Incidents incidents;
  private final Disk disk;
  private final Path folder;
  private final long reserveBytes;
  private final Runnable onLowDisk;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long lastForcedNanos = StudioClock.now();
  private volatile long freeBytes = -1;
  private volatile @Nullable IOException failure;

  DiskSync(
      DiskFile log,
      List<CameraTrack> cameras,
      List<TrackProgress> tracks,
      Incidents incidents,
      RecorderOptions options,
      Path folder,
      Runnable onLowDisk) {
    this.log = log;
    this.cameras = cameras;
    this.tracks = tracks;
    this.incidents = incidents;
    this.disk = options.disk();
    this.folder = folder;
    this.reserveBytes = options.reserveBytes();
    this.onLowDisk = onLowDisk;
    thread = Thread.ofPlatform().name("disk sync").daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    boolean low = false;
    try {
      while (running) {
        force();
        freeBytes = disk.freeBytes(folder);
        if (freeBytes < reserveBytes && !low) {
          low = true;
          incidents.add(
              new EpisodeEvent(
                  StudioClock.now(),
                  EventKind.LOW_DISK,
                  "",
                  0,
                  "Only " + (freeBytes >> 20) + " MiB are free"));
          onLowDisk.run();
        }
        LockSupport.parkNanos(EVERY_NANOS);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void force() throws IOException {
    long begun = StudioClock.now();
    tracks.forEach(TrackProgress::forcing);
    // Videos first: a record in the log promises a picture in the video.
    for (CameraTrack camera : cameras) {
      camera.force();
    }
    log.force();
    tracks.forEach(TrackProgress::forced);
    long took = StudioClock.now() - begun;
    // All that was in the files when it began is safe.
    lastForcedNanos = begun;
    if (took > SlowWriteEvent.SLOW_NANOS) {
      SlowWriteEvent.report("force", took);
      incidents.add(
          new EpisodeEvent(
              begun, EventKind.SLOW_WRITE, "", 0, "The disk took " + took / 1_000_000 + " ms"));
    }
  }

  /// What a force threw: then the files can be trusted no further.
  @Nullable IOException failure() {
    return failure;
  }

  long lastForcedNanos() {
    return lastForcedNanos;
  }

  long freeBytes() {
    return freeBytes;
  }

  /// Ends the thread; false if it hangs in the disk.
  boolean stop() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
