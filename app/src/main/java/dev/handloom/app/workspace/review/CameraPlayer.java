package dev.handloom.app.workspace.review;

import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes one camera of an episode on a thread of its own; of several wishes the newest counts.
///
/// Never yields a picture that was captured after the time wished for: one that a jump backwards
/// has overtaken is dropped.
final class CameraPlayer implements AutoCloseable {
  /// Receives pictures, on the player's thread; must copy them before it returns.
  @FunctionalInterface
  interface Screen {
    void show(ByteBuffer bgra, int width, int height, long captureNanos);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CameraPlayer.class);

  private static final int NONE = -1;

  private final CameraFrames frames;
  private final Screen screen;
  private final Thread thread;
  private final Object lock = new Object();

  // The record of the picture wished for. Guarded by the lock, like the next two.
  private int wished = NONE;
  // The record that was dealt with last; none once its picture may be gone from the screen.
  private int done = NONE;
  private boolean ended;

  private volatile String trouble = "";

  private CameraPlayer(String camera, CameraFrames frames, Screen screen) {
    this.frames = frames;
    this.screen = screen;
    thread = Thread.ofPlatform().name("review " + camera).daemon().unstarted(this::run);
  }

  /// Starts the thread; it opens the video and waits for a wish.
  static CameraPlayer start(String camera, CameraFrames frames, Screen screen) {
    CameraPlayer player = new CameraPlayer(camera, frames, screen);
    player.thread.start();
    return player;
  }

  /// Asks for the picture that held at a time; returns at once.
  ///
  /// @return whether the camera had taken one by then
  boolean wish(long playheadNanos) {
    int index = frames.indexAt(playheadNanos);
    synchronized (lock) {
      if (index != wished) {
        wished = index;
        if (index == NONE) {
          done = NONE;
        }
        lock.notifyAll();
      }
    }
    return index != NONE;
  }

  /// Why the picture wished for is not shown, for a person; empty while all is well.
  String trouble() {
    return trouble;
  }

  /// Ends the thread, which closes the video; does not wait for it.
  @Override
  public void close() {
    synchronized (lock) {
      ended = true;
      lock.notifyAll();
    }
  }

  /// Waits until the video is closed, for at most the given time.
  boolean awaitEnd(Duration most) throws InterruptedException {
    return thread.join(most);
  }

  private void run() {
    try (VideoReader video = frames.open()) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * 4);
      for (Integer index = next(); index != null; index = next()) {
        trouble = decode(video, index, bgra);
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("A camera's video cannot be shown: {}", frames.video(), e);
      trouble = "This video cannot be shown. The other streams are there. " + e.getMessage();
    }
  }

  /// Waits for a wish other than the one that was done; null at the end.
  private @Nullable Integer next() {
    synchronized (lock) {
      while (!ended && (wished == done || wished == NONE)) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      if (ended) {
        return null;
      }
      done = wished;
      return done;
    }
  }

  private String decode(VideoReader video, int index, ByteBuffer bgra) {
    int picture = video.frameAt(frames.row(index).ptsMicros());
    if (picture < 0) {
      return "This picture is missing in the video";
    }
    try {
      video.read(picture, bgra.clear());
    } catch (IOException e) {
      LOG.warn("A picture cannot be shown: {}", frames.video(), e);
      return "This picture cannot be decoded. Go on to another.";
    }
    synchronized (lock) {
      if (!ended && index <= wished) {
        screen.show(bgra, video.width(), video.height(), frames.times().captureNanos(index));
      } else {
        done = NONE;
      }
    }
    return "";
  }
}
