package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.space.touch.TouchCorner;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.calibration.mark.Board;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// A board as it is printed, with the corner that is to be touched now in a ring.
final class BoardDrawing extends Region {
  private static final double MARGIN = 14;
  private static final double RING = 11;
  private static final double DOT = 5;
  private static final Color PAPER = Color.WHITE;
  private static final Color INK = Color.gray(0.12);
  private static final Color WANTED = Color.web("#2f81f7");
  private static final Color TOUCHED = Color.web("#2da44e");

  private final Canvas canvas = new Canvas();
  private @Nullable Board board;
  private List<TouchCorner> corners = List.of();
  private int wanted = -1;
  private List<Integer> touched = List.of();

  BoardDrawing(String id) {
    setId(id);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getChildren().add(canvas);
    setPrefSize(300, 200);
    setMinSize(220, 150);
    Theme.shared().follow(this, _ -> draw());
  }

  /// @param now whose corner is wanted; −1 for none
  /// @param behind which were touched
  void show(@Nullable Board shown, int now, List<Integer> behind) {
    if (shown != null && shown.equals(board) && wanted == now && touched.equals(behind)) {
      return;
    }
    board = shown;
    wanted = now;
    touched = behind;
    corners = shown == null ? List.of() : TouchCorner.of(shown);
    setAccessibleText(
        now < 0 || now >= corners.size()
            ? "The board as it is printed"
            : "The board as it is printed: the " + corners.get(now).name() + " corner is next");
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Board shown = board;
    if (shown == null || canvas.getWidth() <= 2 * MARGIN || canvas.getHeight() <= 2 * MARGIN) {
      return;
    }
    double scale =
        Math.min(
            (canvas.getWidth() - 2 * MARGIN) / shown.widthMm(),
            (canvas.getHeight() - 2 * MARGIN) / shown.heightMm());
    double left = (canvas.getWidth() - scale * shown.widthMm()) / 2;
    double top = (canvas.getHeight() - scale * shown.heightMm()) / 2;
    g.setFill(PAPER);
    g.fillRect(
        left - MARGIN / 2,
        top - MARGIN / 2,
        scale * shown.widthMm() + MARGIN,
        scale * shown.heightMm() + MARGIN);
    g.setFill(INK);
    double side = scale * shown.squareMm();
    for (int row = 0; row < shown.rows(); row++) {
      for (int column = 0; column < shown.columns(); column++) {
        if (shown.black(column, row)) {
          g.fillRect(left + column * side, top + row * side, side, side);
        }
      }
    }
    marks(g, shown, left, top, scale);
    for (int i = 0; i < corners.size(); i++) {
      double x = left + 1000 * scale * corners.get(i).xMetres();
      double y = top + 1000 * scale * corners.get(i).yMetres();
      if (i == wanted) {
        g.setStroke(PAPER);
        g.setLineWidth(7);
        g.strokeOval(x - RING, y - RING, 2 * RING, 2 * RING);
        g.setStroke(WANTED);
        g.setLineWidth(4);
        g.strokeOval(x - RING, y - RING, 2 * RING, 2 * RING);
      } else {
        g.setFill(PAPER);
        g.fillOval(x - DOT - 2, y - DOT - 2, 2 * DOT + 4, 2 * DOT + 4);
        g.setFill(touched.contains(i) ? TOUCHED : WANTED.deriveColor(0, 1, 1, 0.5));
        g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
      }
    }
  }

  private static void marks(GraphicsContext g, Board shown, double left, double top, double scale) {
    int cells = shown.family().cells();
    double cell = scale * shown.markMm() / cells;
    for (int n = 0; n < shown.marks(); n++) {
      int id = shown.firstId() + n;
      int square = shown.squareOf(id).orElse(0);
      double x = left + scale * shown.markXMm(square);
      double y = top + scale * shown.markYMm(square);
      for (int row = 0; row < cells; row++) {
        for (int column = 0; column < cells; column++) {
          if (shown.family().black(id, column, row)) {
            // On whole pixels, so that no light shows between cells.
            double fromX = Math.floor(x + column * cell);
            double fromY = Math.floor(y + row * cell);
            g.fillRect(
                fromX,
                fromY,
                Math.floor(x + (column + 1) * cell) - fromX,
                Math.floor(y + (row + 1) * cell) - fromY);
          }
        }
      }
    }
  }
}
