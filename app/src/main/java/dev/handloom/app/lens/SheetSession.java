package dev.handloom.app.lens;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.hand.HandSheet;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.rig.LiveStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A live camera over a printed sheet with a hand on it, on a thread of its own, until a picture is
/// taken.
public final class SheetSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SheetSession.class);
  private static final long POLL_NANOS = 10_000_000L;

  /// How much is shown around the board, so that the wrist is in it.
  public static final double AROUND_MM = 70;

  public static final double PIXELS_PER_MM = 2.5;

  /// What hears of it, on the session's thread.
  public interface Listener {
    /// @param bgra belongs to the caller again afterwards
    /// @param words what is to be done, for a person
    /// @param ready whether a picture can be taken
    void picture(ByteBuffer bgra, int width, int height, String words, boolean ready);

    /// A picture was taken; it has ended.
    ///
    /// @param above the sheet as seen from straight above
    void taken(HandSheet sheet, GreyPicture above);

    /// It has ended without one.
    void refused(String why);
  }

  private final LiveStream stream;
  private final CameraModel camera;
  private final Board board;
  private final Listener listener;
  private volatile boolean wanted;
  private volatile boolean closed;

  private SheetSession(LiveStream stream, CameraModel camera, Board board, Listener listener) {
    this.stream = stream;
    this.camera = camera;
    this.board = board;
    this.listener = listener;
  }

  public static SheetSession start(
      LiveStream stream, CameraModel camera, Board board, Listener listener) {
    SheetSession session = new SheetSession(stream, camera, board, listener);
    Thread.ofPlatform().name("sheet " + stream.spec().name()).daemon(true).start(session::run);
    return session;
  }

  /// Takes the next picture in which the sheet is seen well enough.
  public void take() {
    wanted = true;
  }

  private void run() {
    try (GreyFrames frames = new GreyFrames(stream)) {
      BoardFinder finder = new BoardFinder(board);
      ByteBuffer bgra =
          ByteBuffer.allocateDirect(4 * frames.format().width() * frames.format().height());
      while (!closed) {
        GreyPicture picture = frames.next().orElse(null);
        if (picture == null) {
          LockSupport.parkNanos(POLL_NANOS);
          continue;
        }
        String words = "Lay the hand flat on the sheet, palm down, fingers straight.";
        HandSheet sheet = null;
        try {
          sheet = HandSheet.of(camera, board, finder.find(picture));
        } catch (CameraRefusal e) {
          words = String.valueOf(e.getMessage());
        }
        if (sheet != null && wanted) {
          listener.taken(sheet, sheet.rectified(picture, AROUND_MM, PIXELS_PER_MM));
          return;
        }
        GreyFrames.fill(bgra, picture);
        listener.picture(bgra, picture.width(), picture.height(), words, sheet != null);
      }
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
