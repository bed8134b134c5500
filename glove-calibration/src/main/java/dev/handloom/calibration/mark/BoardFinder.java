package dev.handloom.calibration.mark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds a board's inner corners in grey pictures: its marks say where to look. Belongs to one
/// thread.
public final class BoardFinder {
  /// Marks so near to a corner, in squares, tell where it is to be expected.
  private static final double NEAR = 1.75;

  private static final int MOST_MARKS = 4;

  private final Board board;
  private final MarkDetector detector;

  public BoardFinder(Board board) {
    this.board = board;
    detector = new MarkDetector(board.family());
  }

  public Board board() {
    return board;
  }

  public BoardCorners find(GreyPicture picture) {
    return find(picture, detector.find(picture));
  }

  private record Placed(
      Mark mark, int square, Homography fromBoard, double centreX, double centreY) {}

  /// The corners, given the marks that were found.
  public BoardCorners find(GreyPicture picture, List<Mark> marks) {
    List<Placed> placed = agreeing(marks);
    int[] ids = new int[board.corners()];
    double[] x = new double[board.corners()];
    double[] y = new double[board.corners()];
    int count = 0;
    for (int corner = 0; corner < board.corners(); corner++) {
      double[] at = corner(picture, corner, placed);
      if (at != null) {
        ids[count] = corner;
        x[count] = at[0];
        y[count++] = at[1];
      }
    }
    return new BoardCorners(
        Arrays.copyOf(ids, count),
        Arrays.copyOf(x, count),
        Arrays.copyOf(y, count),
        placed.stream().map(Placed::mark).toList());
  }

  /// Marks of the board that lie as the board says, each once.
  private List<Placed> agreeing(List<Mark> marks) {
    List<Placed> all = new ArrayList<>();
    for (Mark mark : marks) {
      Integer square = board.squareOf(mark.id()).orElse(null);
      if (square == null) {
        continue;
      }
      double left = board.markXMm(square);
      double top = board.markYMm(square);
      double size = board.markMm();
      Homography fromBoard =
          Homography.between(
              new double[] {left, left + size, left + size, left},
              new double[] {top, top, top + size, top + size},
              mark.x(),
              mark.y(),
              4);
      if (fromBoard != null) {
        all.add(new Placed(mark, square, fromBoard, left + size / 2, top + size / 2));
      }
    }
    Map<Integer, Placed> best = new HashMap<>();
    Map<Integer, Integer> bestVotes = new HashMap<>();
    int most = 0;
    for (Placed one : all) {
      int votes = 0;
      for (Placed other : all) {
        if (other.square != one.square && agree(one, other)) {
          votes++;
        }
      }
      most = Math.max(most, votes);
      if (votes > bestVotes.getOrDefault(one.square, -1)) {
        best.put(one.square, one);
        bestVotes.put(one.square, votes);
      }
    }
    int needed = Math.min(1, most);
    return best.values().stream()
        .filter(one -> bestVotes.getOrDefault(one.square, 0) >= needed)
        .toList();
  }

  /// Whether one mark expects another about where it is.
  private boolean agree(Placed one, Placed other) {
    double apart = Math.hypot(one.centreX - other.centreX, one.centreY - other.centreY);
    if (apart > 3 * board.squareMm()) {
      return false;
    }
    double x = one.fromBoard.x(other.centreX, other.centreY);
    double y = one.fromBoard.y(other.centreX, other.centreY);
    double off = Math.hypot(x - other.mark.centreX(), y - other.mark.centreY());
    return off < 0.4 * Math.max(one.mark.shortestSide(), other.mark.shortestSide());
  }

  private double @Nullable [] corner(GreyPicture picture, int corner, List<Placed> placed) {
    double x = board.cornerXMm(corner);
    double y = board.cornerYMm(corner);
    List<Placed> near =
        placed.stream()
            .filter(one -> Math.hypot(one.centreX - x, one.centreY - y) < NEAR * board.squareMm())
            .sorted(Comparator.comparingDouble(one -> Math.hypot(one.centreX - x, one.centreY - y)))
            .limit(MOST_MARKS)
            .toList();
    if (near.isEmpty()) {
      return null;
    }
    Homography local = near.size() == 1 ? near.getFirst().fromBoard : together(near);
    if (local == null) {
      return null;
    }
    double expectedX = local.x(x, y);
    double expectedY = local.y(x, y);
    double square = shortestStep(local, x, y, board.squareMm());
    double margin = (board.squareMm() - board.markMm()) / 2;
    double free = square * margin / board.squareMm();
    // The window may take in a little of the marks' corners: far from the middle it counts little.
    double reach = Math.clamp(1.2 * free, 2, 12);
    double[] at =
        CrossingFit.find(picture, expectedX, expectedY, reach, Math.max(1.5, 0.15 * square));
    if (at == null || !chequered(picture, local, x, y, at, margin)) {
      return null;
    }
    return at;
  }

  private @Nullable Homography together(List<Placed> near) {
    int count = 4 * near.size();
    double[] fromX = new double[count];
    double[] fromY = new double[count];
    double[] toX = new double[count];
    double[] toY = new double[count];
    for (int i = 0; i < count; i++) {
      Placed one = near.get(i / 4);
      int k = i & 3;
      fromX[i] = board.markXMm(one.square) + (k == 1 || k == 2 ? board.markMm() : 0);
      fromY[i] = board.markYMm(one.square) + (k >= 2 ? board.markMm() : 0);
      toX[i] = one.mark.x()[k];
      toY[i] = one.mark.y()[k];
    }
    return Homography.between(fromX, fromY, toX, toY, count);
  }

  private static double shortestStep(Homography local, double x, double y, double step) {
    double hereX = local.x(x, y);
    double hereY = local.y(x, y);
    return Math.min(
        Math.hypot(local.x(x + step, y) - hereX, local.y(x + step, y) - hereY),
        Math.hypot(local.x(x, y + step) - hereX, local.y(x, y + step) - hereY));
  }

  /// Whether the four squares around a corner are as black and white as they must be.
  private boolean chequered(
      GreyPicture picture, Homography local, double x, double y, double[] at, double margin) {
    double shiftX = at[0] - local.x(x, y);
    double shiftY = at[1] - local.y(x, y);
    int column = (int) Math.round(x / board.squareMm());
    int row = (int) Math.round(y / board.squareMm());
    double darkest = 255;
    double dark = 0;
    double bright = 255;
    double brightest = 0;
    for (int j = 0; j < 2; j++) {
      for (int i = 0; i < 2; i++) {
        double u = x + (i == 0 ? -0.6 : 0.6) * margin;
        double v = y + (j == 0 ? -0.6 : 0.6) * margin;
        double value = picture.at(local.x(u, v) + shiftX, local.y(u, v) + shiftY);
        if (board.black(column - 1 + i, row - 1 + j)) {
          dark = Math.max(dark, value);
          darkest = Math.min(darkest, value);
        } else {
          bright = Math.min(bright, value);
          brightest = Math.max(brightest, value);
        }
      }
    }
    return bright - dark > Math.max(6, 0.35 * (brightest - darkest));
  }
}
