package dev.handloom.calibration.camera.board;

import java.util.ArrayList;
import java.util.List;

/// The corners of a board that were found in one picture.
public record BoardView(List<Corner> corners) {
  /// One corner: where it is on the board and where it lies in the picture.
  ///
  /// @param id which one; the same in every view
  /// @param boardX on the board, in metres
  /// @param boardY on the board, in metres
  /// @param u in the picture, in pixels from the middle of the first
  /// @param v in the picture, in pixels from the middle of the first
  public record Corner(int id, double boardX, double boardY, double u, double v) {}

  public BoardView {
    corners = List.copyOf(corners);
  }

  public int count() {
    return corners.size();
  }

  /// The same without some corners.
  ///
  /// @param keep one entry a corner
  public BoardView only(boolean[] keep) {
    List<Corner> kept = new ArrayList<>();
    for (int i = 0; i < corners.size(); i++) {
      if (keep[i]) {
        kept.add(corners.get(i));
      }
    }
    return new BoardView(kept);
  }
}
