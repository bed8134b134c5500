package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes once through what a take does at its start, into nothing: loading the classes and native
/// libraries for it takes a second or more, and samples wait in their rings meanwhile.
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final CountDownLatch DONE = new CountDownLatch(1);

  static {
    Thread.ofPlatform().name("warm up the recorder").daemon(true).start(WarmUp::run);
  }

  private WarmUp() {}

  /// Begins, the first time; does not wait.
  static void begin() {
    // The class is made now, and that is what begins it.
  }

  /// Waits until it is done; comes back at once ever after.
  static void await() {
    try {
      DONE.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run() {
    try {
      VideoEncoder.warmUp();
      StudioClock.Anchor anchor = StudioClock.anchor();
      TakeMarker marker = new TakeMarker("", "", "", "", 0, anchor, "");
      ManifestFile.json(marker);
      EpisodeLog log = new EpisodeLog(_ -> DiskFile.nowhere(), marker, new Incidents());
      log.anchor(anchor);
      for (int i = 0; i < Manifest.MOST_EVENTS; i++) {
        log.event(new EpisodeEvent(anchor.studioNanos(), EventKind.OTHER, "", 0, "Warm up"));
      }
      log.flush();
      log.close();
      VideoEncoder.awaitWarm();
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("The recorder could not be tried out: {}", e.getMessage());
    } finally {
      DONE.countDown();
    }
  }
}
