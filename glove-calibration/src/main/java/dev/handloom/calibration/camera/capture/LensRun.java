package dev.handloom.calibration.camera.capture;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardSight;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import java.util.List;
import java.util.Optional;

/// A camera being calibrated: pictures go in, views are taken, and it says what is missing until it
/// is enough.
public final class LensRun {
  /// The stated errors at which there is no need to go on: of the focal length, and of the centre
  /// as a share of the picture's width.
  public static final double ENOUGH = 0.003;

  /// Somebody who has held the board so often has done enough, whatever the figures.
  public static final int MOST_VIEWS = 60;

  private final BoardFinder finder;
  private final ViewTaker taker;
  private final int width;
  private final int height;
  private final Optional<LensKind> kind;
  private CameraModel about;
  private Optional<Intrinsics> soFar = Optional.empty();
  private BoardView seen = new BoardView(List.of());

  /// @param kind empty to find out
  public LensRun(Board board, int width, int height, Optional<LensKind> kind) {
    finder = new BoardFinder(board);
    taker = new ViewTaker(width, board.corners());
    this.width = width;
    this.height = height;
    this.kind = kind;
    about = kind.orElse(LensKind.FISHEYE).plain(width, height, Math.toRadians(80));
  }

  /// Looks at the next picture of a live camera.
  ///
  /// @throws IllegalArgumentException for a picture of another size
  public ViewTaker.Answer look(GreyPicture picture) {
    find(picture);
    ViewTaker.Answer answer = taker.look(picture, seen);
    learn(answer);
    return answer;
  }

  /// Looks at a picture from a file.
  public ViewTaker.Answer judge(GreyPicture picture) {
    find(picture);
    ViewTaker.Answer answer = taker.judge(picture, seen);
    learn(answer);
    return answer;
  }

  private void find(GreyPicture picture) {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "A picture of "
              + picture.width()
              + " × "
              + picture.height()
              + " among others of "
              + width
              + " × "
              + height);
    }
    seen = BoardSight.view(finder.board(), finder.find(picture));
  }

  /// Fits anew every few views, so that it can say how well the camera is known.
  private void learn(ViewTaker.Answer answer) {
    int count = taker.taken().size();
    if (answer != ViewTaker.Answer.TAKEN || count < 6 || count % 3 != 0) {
      return;
    }
    LensKind tried = kind.orElse(soFar.isEmpty() ? LensKind.FISHEYE : LensKind.of(about));
    try {
      Intrinsics fitted = IntrinsicsFit.of(tried, width, height, taker.taken());
      soFar = Optional.of(fitted);
      about = fitted.camera();
    } catch (CameraRefusal e) {
      // Too few that agree: more views may mend that.
      soFar = Optional.empty();
    }
  }

  /// What was seen of the board in the last picture.
  public BoardView seen() {
    return seen;
  }

  public List<BoardView> views() {
    return taker.taken();
  }

  /// The camera as of a few views ago.
  public Optional<Intrinsics> soFar() {
    return soFar;
  }

  public Coverage coverage() {
    return Coverage.of(about, taker.taken());
  }

  /// What to do next.
  public Guidance next() {
    Guidance next = coverage().next();
    int count = taker.taken().size();
    if (!next.enough() || count >= MOST_VIEWS) {
      return count >= MOST_VIEWS ? new Guidance("That is enough.", -1, 1, true) : next;
    }
    boolean known =
        soFar.map(i -> i.focalShare() <= ENOUGH && i.centreShare() <= ENOUGH).orElse(false);
    return known
        ? next
        : new Guidance(
            "Every part is seen; a few more, strongly tilted, make the numbers surer.",
            -1,
            0.95,
            false);
  }

  public void undo() {
    taker.undo();
  }

  /// The camera from all views.
  public LensChoice result() throws CameraRefusal {
    if (kind.isEmpty()) {
      return LensChoice.of(width, height, taker.taken());
    }
    Intrinsics fitted = IntrinsicsFit.of(kind.get(), width, height, taker.taken());
    return new LensChoice(fitted, Optional.empty(), "A " + kind.get().words() + " was asked for.");
  }
}
