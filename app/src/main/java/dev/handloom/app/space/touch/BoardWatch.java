package dev.handloom.app.space.touch;

import dev.handloom.app.lens.GreyFrames;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardSight;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.capture.ViewTaker;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardFinder;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.rig.LiveStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Finds where a board lies before a camera, from several pictures in which it is still. Belongs to
/// one thread.
final class BoardWatch implements AutoCloseable {
  private static final int VIEWS = 8;
  private static final int GLANCES = 2;
  private static final double LEAST_SHARE = 0.5;
  private static final int LEAST_CORNERS = 6;

  /// Corners farther off say that the lens or the board is another one.
  private static final double MOST_RMS_PIXELS = 2;

  /// What was found.
  ///
  /// @param view the corners' means
  /// @param metres how far corners lie off, at the board's distance
  record Seen(BoardPose pose, BoardView view, double metres) {}

  private final GreyFrames frames;
  private final CameraModel camera;
  private final Board board;
  private final BoardFinder finder;
  private final List<BoardView> views = new ArrayList<>();
  private String words = "";
  private int elsewhere;

  BoardWatch(LiveStream pictures, CameraModel camera, Board board) throws IOException {
    this.camera = camera;
    this.board = board;
    frames = new GreyFrames(pictures);
    finder = new BoardFinder(board);
  }

  /// From the beginning.
  void begin() {
    views.clear();
    words = "";
    elsewhere = 0;
  }

  /// The newest picture, if one has come.
  Optional<GreyPicture> next() {
    return frames.next();
  }

  /// What is in the way; empty where all is well.
  String words() {
    return words;
  }

  /// How many of the pictures that are needed are there, 0 to 1.
  double share() {
    return (double) views.size() / VIEWS;
  }

  /// Looks at a picture; where the board lies, once it was still in enough of them.
  Optional<Seen> look(GreyPicture picture) {
    BoardView view = BoardSight.view(board, finder.find(picture));
    if (view.count() < least()) {
      words =
          view.count() == 0
              ? "The camera does not see the board. Lay it before the camera, without a hand on it."
              : "The camera sees too little of the board: is a hand before it, or is it too far"
                  + " away?";
      views.clear();
      return Optional.empty();
    }
    if (!views.isEmpty()
        && ViewTaker.away(views.getFirst(), view, 0.5) > ViewTaker.STILL * camera.width()) {
      words = "The board moves. Lay it down, or hold it fast to something.";
      views.clear();
    }
    views.add(view);
    if (views.size() < VIEWS) {
      words = views.size() > 2 ? "" : words;
      return Optional.empty();
    }
    BoardView mean = mean();
    views.clear();
    Optional<BoardPose> pose = BoardPose.of(camera, mean);
    if (pose.isEmpty() || pose.get().rmsPixels() > MOST_RMS_PIXELS) {
      words =
          "The corners do not fit the board that was chosen, or the camera's lens is another one"
              + " than was calibrated.";
      return Optional.empty();
    }
    words = "";
    double far = pose.get().board().position().length();
    return Optional.of(new Seen(pose.get(), mean, pose.get().rmsPixels() * far / camera.fx()));
  }

  /// How far the board has moved across the camera's sight between two looks, in metres.
  double moved(Seen before, Seen after) {
    return across(before, after.view());
  }

  /// How far it was pushed, if single pictures say so again and again; a hand may hide some of it,
  /// and deceive once.
  OptionalDouble pushed(Seen before, GreyPicture picture, double mostMetres) {
    BoardView view = BoardSight.view(board, finder.find(picture));
    double moved = view.count() < least() ? 0 : across(before, view);
    elsewhere = moved > mostMetres ? elsewhere + 1 : 0;
    return elsewhere >= GLANCES ? OptionalDouble.of(moved) : OptionalDouble.empty();
  }

  private double across(Seen before, BoardView after) {
    double pixels = ViewTaker.away(before.view(), after, 0.5);
    return pixels * before.pose().board().position().length() / camera.fx();
  }

  private double least() {
    return Math.max(LEAST_CORNERS, LEAST_SHARE * board.corners());
  }

  /// Each corner where it was on average, of those that most pictures show.
  private BoardView mean() {
    Map<Integer, List<BoardView.Corner>> byId = new TreeMap<>();
    for (BoardView view : views) {
      for (BoardView.Corner corner : view.corners()) {
        byId.computeIfAbsent(corner.id(), _ -> new ArrayList<>()).add(corner);
      }
    }
    List<BoardView.Corner> means = new ArrayList<>();
    for (List<BoardView.Corner> same : byId.values()) {
      if (2 * same.size() > VIEWS) {
        BoardView.Corner first = same.getFirst();
        means.add(
            new BoardView.Corner(
                first.id(),
                first.boardX(),
                first.boardY(),
                same.stream().mapToDouble(BoardView.Corner::u).average().orElseThrow(),
                same.stream().mapToDouble(BoardView.Corner::v).average().orElseThrow()));
      }
    }
    return new BoardView(means);
  }

  @Override
  public void close() {
    frames.close();
  }
}
