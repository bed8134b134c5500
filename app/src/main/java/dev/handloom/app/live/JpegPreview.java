package dev.handloom.app.live;

import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.JpegDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Unpacks the newest JPEG picture of a camera on a thread of its own, as often as it is asked to.
/// The recorder stores the pictures as they come and never waits for this.
final class JpegPreview {
  private static final Logger LOG = LoggerFactory.getLogger(JpegPreview.class);

  private final LiveStream stream;
  private final FrameFormat format;
  private final VideoTile tile;
  private final Semaphore wanted = new Semaphore(0);
  private volatile boolean ended;

  JpegPreview(LiveStream stream, FrameFormat format, VideoTile tile) {
    this.stream = stream;
    this.format = format;
    this.tile = tile;
    Thread.ofPlatform().name("preview " + stream.spec().name()).daemon(true).start(this::run);
  }

  /// Asks for the newest picture; returns at once.
  void want() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  private void run() {
    Sample newest = new Sample(stream.spec());
    ByteBuffer bgra = ByteBuffer.allocateDirect(format.capacity());
    try (JpegDecoder decoder =
        new JpegDecoder(format.width(), format.height(), stream.spec().name())) {
      while (true) {
        wanted.acquire();
        if (ended) {
          return;
        }
        if (stream.ring().latest(newest)) {
          show(decoder, newest, bgra);
        }
      }
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be shown", stream.spec().name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(JpegDecoder decoder, Sample newest, ByteBuffer bgra) {
    try {
      decoder.decode(newest.payload, newest.payloadLength, bgra);
    } catch (IOException e) {
      LOG.debug("A picture of {} is damaged: {}", stream.spec().name(), e.getMessage());
      return;
    }
    tile.offer(bgra, format.width(), format.height(), newest.captureNanos);
  }

  /// Ends the thread; does not wait for it.
  void end() {
    ended = true;
    wanted.release();
  }
}
