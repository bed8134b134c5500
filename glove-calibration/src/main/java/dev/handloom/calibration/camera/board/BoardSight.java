package dev.handloom.calibration.camera.board;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.BoardCorners;
import java.util.ArrayList;
import java.util.List;

/// What was found of a printed board, as a view in metres.
public final class BoardSight {
  private static final double MILLIMETRE = 1e-3;

  private BoardSight() {}

  public static BoardView view(Board board, BoardCorners found) {
    List<BoardView.Corner> corners = new ArrayList<>();
    for (int i = 0; i < found.count(); i++) {
      int id = found.ids()[i];
      corners.add(
          new BoardView.Corner(
              id,
              board.cornerXMm(id) * MILLIMETRE,
              board.cornerYMm(id) * MILLIMETRE,
              found.x()[i],
              found.y()[i]));
    }
    return new BoardView(corners);
  }
}
