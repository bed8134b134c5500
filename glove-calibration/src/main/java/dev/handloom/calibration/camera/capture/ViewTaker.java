package dev.handloom.calibration.camera.capture;

import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.mark.GreyPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Takes a view by itself when the board is sharp, held still, and held otherwise than before.
public final class ViewTaker {
  /// What became of a picture.
  public enum Answer {
    TAKEN("Taken."),
    NO_BOARD("No board is seen."),
    FEW_CORNERS("Too little of the board is seen."),
    BLURRED("The board is blurred: more light, or another focus."),
    MOVING("Hold the board still."),
    LIKE_BEFORE("Taken like this already: hold the board otherwise.");

    private final String words;

    Answer(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// Corners that make a view worth taking, as a share of the board's and at least so many.
  private static final double LEAST_SHARE = 0.35;

  private static final int LEAST_CORNERS = 10;

  /// From black to white in so many pixels is sharp enough.
  private static final double MOST_EDGE = 4.5;

  /// Of the picture's width, from one picture to the next.
  public static final double STILL = 0.0016;

  /// Pictures in which it was still, one after the other.
  private static final int STILL_PICTURES = 2;

  /// Of the picture's width, from any view that was taken.
  private static final double OTHERWISE = 0.05;

  private final int width;
  private final int boardCorners;
  private final List<BoardView> taken = new ArrayList<>();
  private BoardView last = new BoardView(List.of());
  private int still;

  /// @param width of the picture
  /// @param boardCorners how many the board has
  public ViewTaker(int width, int boardCorners) {
    this.width = width;
    this.boardCorners = boardCorners;
  }

  /// Looks at the next picture of a live camera.
  public Answer look(GreyPicture picture, BoardView view) {
    double moved = away(last, view, 0.5);
    last = view;
    still = moved <= STILL * width ? still + 1 : 0;
    if (view.count() < 4) {
      return Answer.NO_BOARD;
    }
    if (still < STILL_PICTURES && view.count() >= least()) {
      return Answer.MOVING;
    }
    return judge(picture, view);
  }

  /// Looks at a picture that was taken for this, without asking that it be held still.
  public Answer judge(GreyPicture picture, BoardView view) {
    if (view.count() < 4) {
      return Answer.NO_BOARD;
    }
    if (view.count() < least()) {
      return Answer.FEW_CORNERS;
    }
    double edge = EdgeWidth.of(picture, view);
    if (!(edge <= MOST_EDGE)) {
      return Answer.BLURRED;
    }
    for (BoardView before : taken) {
      if (away(before, view, 0.8) < OTHERWISE * width) {
        return Answer.LIKE_BEFORE;
      }
    }
    taken.add(view);
    still = 0;
    return Answer.TAKEN;
  }

  private int least() {
    return Math.min(boardCorners, Math.max(LEAST_CORNERS, (int) (LEAST_SHARE * boardCorners)));
  }

  public List<BoardView> taken() {
    return List.copyOf(taken);
  }

  /// Forgets the last view that was taken.
  public void undo() {
    if (!taken.isEmpty()) {
      taken.removeLast();
    }
  }

  /// How far corners are apart that both views show, in pixels; infinite where there are too few.
  public static double away(BoardView a, BoardView b, double quantile) {
    double[] far = new double[Math.min(a.count(), b.count())];
    int count = 0;
    int at = 0;
    // Corners stand in the order of their numbers in all views.
    for (BoardView.Corner corner : a.corners()) {
      while (at < b.count() && b.corners().get(at).id() < corner.id()) {
        at++;
      }
      if (at < b.count() && b.corners().get(at).id() == corner.id()) {
        BoardView.Corner other = b.corners().get(at);
        far[count++] = Math.hypot(other.u() - corner.u(), other.v() - corner.v());
      }
    }
    if (count < 4) {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.sort(far, 0, count);
    return far[(int) (quantile * (count - 1))];
  }
}
