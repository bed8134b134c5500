package dev.handloom.store.video;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Loads the native library and encodes one small picture into nothing, once. The first time takes
/// a second or two, longer than the ring of a camera lasts; after it an encoder opens within
/// milliseconds.
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final FrameFormat SMALL = new FrameFormat(64, 64, FrameFormat.Pixels.BGRA);
  private static final double HZ = 30;

  private static final CountDownLatch DONE = new CountDownLatch(1);

  static {
    Thread.ofPlatform().name("load video library").daemon(true).start(WarmUp::run);
  }

  private WarmUp() {}

  /// Begins, the first time; does not wait.
  static void begin() {
    // The class is made now, and that is what begins it.
  }

  /// Waits until it is done, well or not: a failure shows where it matters.
  static void await() {
    try {
      DONE.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run() {
    try (Arena arena = Arena.ofConfined()) {
      Ffmpeg.warmUp();
      MemorySegment picture = arena.allocate(SMALL.capacity());
      try (VideoEncoder encoder = VideoEncoder.open(SMALL, HZ, DiskFile.nowhere())) {
        encoder.encode(picture, SMALL.capacity(), 0);
        encoder.finish();
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("No picture can be encoded: {}", e.getMessage());
    } finally {
      DONE.countDown();
    }
  }
}
