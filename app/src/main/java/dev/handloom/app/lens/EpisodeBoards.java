package dev.handloom.app.lens;

import dev.handloom.calibration.camera.board.BoardSight;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.video.VideoReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The boards that one camera of an episode sees.
public final class EpisodeBoards implements Closeable {
  private static final int LEAST_CORNERS = 8;

  private final CameraFrames frames;
  private final VideoReader video;
  private final BoardFinder finder;
  private final ByteBuffer bgra;

  /// Each picture is the one before for the next.
  private final Map<Integer, BoardView> looked = new HashMap<>();

  public EpisodeBoards(CameraFrames frames, Board board) throws IOException {
    this.frames = frames;
    video = frames.open();
    finder = new BoardFinder(board);
    bgra = ByteBuffer.allocateDirect(4 * video.width() * video.height());
  }

  public int width() {
    return video.width();
  }

  public int height() {
    return video.height();
  }

  /// Times of so many pictures at most, evenly spread.
  public List<Long> times(int most) {
    int count = Math.min(most, frames.size());
    return IntStream.range(0, count)
        .mapToObj(i -> frames.times().captureNanos((int) ((long) i * frames.size() / count)))
        .toList();
  }

  /// The board at a time, if it is seen there and moves less than so many pixels from the picture
  /// before to the picture after: pictures of several cameras are never taken at quite one time.
  ///
  /// @param farNanos a picture further from that time does not count
  public Optional<BoardView> heldAt(long captureNanos, long farNanos, double stillPixels)
      throws IOException {
    int index = frames.indexAt(captureNanos);
    if (index + 1 < frames.size()
        && (index < 0 || away(index + 1, captureNanos) < away(index, captureNanos))) {
      index++;
    }
    if (index < 1 || index + 1 >= frames.size() || away(index, captureNanos) > farNanos) {
      return Optional.empty();
    }
    BoardView here = board(index);
    if (here.count() < LEAST_CORNERS) {
      return Optional.empty();
    }
    double moved = moved(board(index - 1), board(index + 1));
    return moved <= stillPixels ? Optional.of(here) : Optional.empty();
  }

  private long away(int index, long captureNanos) {
    return Math.abs(frames.times().captureNanos(index) - captureNanos);
  }

  private BoardView board(int index) throws IOException {
    BoardView known = looked.get(index);
    if (known == null) {
      known = look(index);
      looked.put(index, known);
    }
    return known;
  }

  private BoardView look(int index) throws IOException {
    bgra.clear();
    video.read(video.frameAt(frames.row(index).ptsMicros()), bgra);
    return BoardSight.view(
        finder.board(), finder.find(GreyFrames.grey(bgra, video.width(), video.height())));
  }

  /// Root mean square over the corners that both show; infinite where there are too few.
  private static double moved(BoardView a, BoardView b) {
    Map<Integer, BoardView.Corner> before = new HashMap<>();
    a.corners().forEach(corner -> before.put(corner.id(), corner));
    double sum = 0;
    int count = 0;
    for (BoardView.Corner corner : b.corners()) {
      BoardView.Corner other = before.get(corner.id());
      if (other != null) {
        double u = corner.u() - other.u();
        double v = corner.v() - other.v();
        sum += u * u + v * v;
        count++;
      }
    }
    return count < LEAST_CORNERS / 2 ? Double.POSITIVE_INFINITY : Math.sqrt(sum / count);
  }

  @Override
  public void close() {
    video.close();
  }
}
