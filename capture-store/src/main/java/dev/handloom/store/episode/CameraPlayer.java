package dev.handloom.store.episode;

import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes one camera of an episode on a thread of its own; of several wishes the newest counts.
/// While nobody wishes, it decodes ahead in the direction of the last wishes, one picture at a
/// time, so that a new wish never waits for more than that one.
///
/// Never yields a picture that was captured after the time wished for: one that a jump backwards
/// has overtaken is dropped.
public final class CameraPlayer implements AutoCloseable {
  /// Receives pictures, on the player's thread; must copy them before it returns.
  @FunctionalInterface
  public interface Screen {
    void show(ByteBuffer bgra, int width, int height, long captureNanos);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CameraPlayer.class);

  private static final int NONE = -1;

  /// A quarter of a second at 30 fps: what playing at twice the speed needs while a plot is drawn.
  private static final int AHEAD = 8;

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

  // Of the player's own thread: the picture shown last, and where the wishes go.
  private int shown = NONE;
  private boolean backwards;

  private CameraPlayer(String camera, CameraFrames frames, Screen screen) {
    this.frames = frames;
    this.screen = screen;
    thread = Thread.ofPlatform().name("review " + camera).daemon().unstarted(this::run);
  }

  /// Starts the thread; it opens the video and waits for a wish.
  public static CameraPlayer start(String camera, CameraFrames frames, Screen screen) {
    CameraPlayer player = new CameraPlayer(camera, frames, screen);
    player.thread.start();
    return player;
  }

  /// Asks for the picture that held at a time; returns at once.
  ///
  /// @return whether the camera had taken one by then
  public boolean wish(long playheadNanos) {
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
  public String trouble() {
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
  public boolean awaitEnd(Duration most) throws InterruptedException {
    return thread.join(most);
  }

  private void run() {
    try (VideoReader video = frames.open()) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * 4);
      boolean more = false;
      for (Integer index = next(more); index != null; index = next(more)) {
        if (index != NONE) {
          trouble = decode(video, index, bgra);
          more = trouble.isEmpty();
        } else {
          more = ahead(video);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("A camera's video cannot be shown: {}", frames.video(), e);
      trouble = "This video cannot be shown. The other streams are there. " + e.getMessage();
    }
  }

  /// Gives a wish other than the one that was done; null at the end.
  ///
  /// @param busy whether there is something else to do: then it does not wait, and says none
  private @Nullable Integer next(boolean busy) {
    synchronized (lock) {
      while (!ended && !busy && (wished == done || wished == NONE)) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      if (ended) {
        return null;
      }
      if (wished == done || wished == NONE) {
        return NONE;
      }
      done = wished;
      return done;
    }
  }

  /// Decodes one of the pictures that will be wished for next.
  ///
  /// @return whether there are more to decode
  private boolean ahead(VideoReader video) {
    if (shown == NONE) {
      return false;
    }
    try {
      if (backwards) {
        // The pictures of this group before the one shown, then the group before.
        int key = video.keyFrameOf(shown);
        return bring(video, shown - 1) || bring(video, key - 1);
      }
      int last = Math.min(shown + AHEAD, video.frameCount() - 1);
      for (int picture = shown + 1; picture <= last; picture++) {
        if (bring(video, picture)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // Told when it is wished for.
      LOG.debug("A picture ahead cannot be decoded: {}", frames.video(), e);
      return false;
    }
  }

  /// @return whether it had to be decoded, or something before it
  private static boolean bring(VideoReader video, int picture) throws IOException {
    if (picture < 0 || video.atHand(picture)) {
      return false;
    }
    video.prepare(picture);
    return true;
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
    backwards = shown != NONE && picture < shown;
    shown = picture;
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
