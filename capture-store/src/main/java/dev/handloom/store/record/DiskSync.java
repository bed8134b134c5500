package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forces a take's files to the disk again and again, so that nobody else waits for that, and
/// watches how much room is left. A file that cannot be forced is told to its writer, who goes on
/// in a new one.
final class DiskSync {
  private static final Logger LOG = LoggerFactory.getLogger(DiskSync.class);

  /// With the log's flush every half second, a second at most is not on the disk.
  private static final long EVERY_NANOS = 300_000_000L;

  private static final long JOIN_MILLIS = 5_000;

  private final EpisodeLog log;
  private final List<CameraTrack> cameras;
  private final List<TrackProgress> tracks;
  private final Incidents incidents;
  private final RecorderOptions options;
  private final Path folder;
  private final Runnable onLowDisk;
  private final DiskRate rate = new DiskRate();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long lastForcedNanos = StudioClock.now();
  private volatile long freeBytes = -1;
  private boolean warned;
  private boolean stopped;

  /// @param cameras that may become more
  /// @param tracks that may become more
  DiskSync(
      EpisodeLog log,
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
    this.options = options;
    this.folder = folder;
    this.onLowDisk = onLowDisk;
    thread = Thread.ofPlatform().name("disk sync").daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (running) {
      force();
      room();
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private void force() {
    long begun = StudioClock.now();
    List<TrackProgress> now = List.copyOf(tracks);
    now.forEach(TrackProgress::forcing);
    boolean all = true;
    // Videos first: a record in the log promises a picture in the video.
    for (CameraTrack camera : cameras) {
      all &= camera.force();
    }
    all &= log.part().force();
    long took = StudioClock.now() - begun;
    if (all) {
      now.forEach(TrackProgress::forced);
      // All that was in the files when it began is safe.
      lastForcedNanos = begun;
    }
    if (took > SlowWriteEvent.SLOW_NANOS) {
      SlowWriteEvent.report("force", took);
      incidents.add(
          new EpisodeEvent(
              begun,
              EventKind.SLOW_WRITE,
              "",
              0,
              "The disk took " + took / 1_000_000 + " ms",
              begun + took));
    }
  }

  private void room() {
    Disk disk = options.disk();
    try {
      freeBytes = disk.freeBytes(folder);
    } catch (IOException e) {
      // The files themselves will tell.
      LOG.debug("The room on the disk is not known: {}", e.getMessage());
      return;
    }
    long bytes = log.bytes();
    for (CameraTrack camera : cameras) {
      bytes += camera.bytes();
    }
    rate.at(StudioClock.now(), bytes);
    if (freeBytes < options.reserveBytes() && !stopped) {
      stopped = true;
      low("The take was ended: only " + (freeBytes >> 20) + " MiB are free");
      onLowDisk.run();
    } else if (freeBytes < options.warnBytes() && !warned && !stopped) {
      warned = true;
      low(
          "Only "
              + (freeBytes >> 20)
              + " MiB are free; the take goes on until "
              + (options.reserveBytes() >> 20)
              + " MiB are left");
    }
  }

  private void low(String text) {
    incidents.add(new EpisodeEvent(StudioClock.now(), EventKind.LOW_DISK, "", 0, text));
  }

  long lastForcedNanos() {
    return lastForcedNanos;
  }

  long freeBytes() {
    return freeBytes;
  }

  /// Bytes a second over the last half minute, or [DiskRate#NOT_KNOWN].
  double bytesPerSecond() {
    return rate.bytesPerSecond();
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
