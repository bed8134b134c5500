package dev.handloom.app.lens;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.capture.Guidance;
import dev.handloom.calibration.camera.capture.LensRun;
import dev.handloom.calibration.camera.capture.ViewTaker;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A live camera being calibrated, on a thread of its own, until there is enough or somebody says
/// so.
public final class LensSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LensSession.class);
  private static final long POLL_NANOS = 5_000_000L;
  private static final long WAITING_NANOS = 3_000_000_000L;

  /// What hears of it, on the session's thread.
  public interface Listener {
    /// A picture with what was found in it.
    ///
    /// @param bgra belongs to the caller again afterwards
    void picture(ByteBuffer bgra, int width, int height);

    /// It has ended with a camera.
    void found(LensChoice choice, List<BoardView> views);

    /// It has ended without one.
    void refused(String why);
  }

  /// Where it is.
  ///
  /// @param soFar what is known after a few views
  public record Standing(
      ViewTaker.Answer answer, Guidance next, int views, Optional<Intrinsics> soFar) {}

  private final LiveStream stream;
  private final Board board;
  private final Optional<LensKind> kind;
  private final Listener listener;
  private volatile long lastPictureNanos = StudioClock.now();
  private volatile boolean closed;
  private volatile boolean enough;
  private volatile boolean back;
  private volatile boolean paused;
  private volatile Standing standing =
      new Standing(
          ViewTaker.Answer.NO_BOARD,
          new Guidance("Hold the board before the camera.", -1, 0, false),
          0,
          Optional.empty());

  private LensSession(LiveStream stream, Board board, Optional<LensKind> kind, Listener listener) {
    this.stream = stream;
    this.board = board;
    this.kind = kind;
    this.listener = listener;
  }

  public static LensSession start(
      LiveStream stream, Board board, Optional<LensKind> kind, Listener listener) {
    LensSession session = new LensSession(stream, board, kind, listener);
    Thread.ofPlatform().name("lens " + stream.spec().name()).daemon(true).start(session::run);
    return session;
  }

  /// Whether no picture has come for a while.
  public boolean waiting() {
    return StudioClock.now() - lastPictureNanos > WAITING_NANOS;
  }

  public Standing standing() {
    return standing;
  }

  /// Looks at no pictures until it goes on; what was taken stays.
  public void pause(boolean now) {
    paused = now;
  }

  /// Takes the last view back.
  public void takeBack() {
    back = true;
  }

  /// No more views: the camera from those that are there.
  public void finish() {
    enough = true;
  }

  private void run() {
    try (GreyFrames frames = new GreyFrames(stream)) {
      int width = frames.format().width();
      int height = frames.format().height();
      LensRun run = new LensRun(board, width, height, kind);
      FoundCorners painting = new FoundCorners(width, height);
      Guidance next = run.next();
      while (!closed && !enough && !next.enough()) {
        if (back) {
          back = false;
          run.undo();
          next = run.next();
        }
        Optional<GreyPicture> picture = paused ? Optional.empty() : frames.next();
        if (paused) {
          lastPictureNanos = StudioClock.now();
        }
        if (picture.isEmpty()) {
          LockSupport.parkNanos(POLL_NANOS);
          continue;
        }
        lastPictureNanos = StudioClock.now();
        ViewTaker.Answer answer = run.look(picture.get());
        if (answer == ViewTaker.Answer.TAKEN) {
          next = run.next();
        }
        standing = new Standing(answer, next, run.views().size(), run.soFar());
        ByteBuffer painted =
            painting.paint(picture.get(), run.seen(), run.coverage(), next.region());
        listener.picture(painted, width, height);
      }
      if (!closed) {
        listener.found(run.result(), run.views());
      }
    } catch (CameraRefusal e) {
      listener.refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.error("The pictures of {} cannot be read", stream.spec().name(), e);
      listener.refused("The camera's pictures cannot be read.");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
