package dev.handloom.calibration.camera.capture;

import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.mark.GreyPicture;
import java.util.Arrays;

/// How sharp a board is: over how many pixels its edges go from black to white.
public final class EdgeWidth {
  private static final int REACH = 6;

  /// Less contrast tells nothing of edges.
  private static final int LEAST_CONTRAST = 24;

  private EdgeWidth() {}

  /// Among the corners the median of the wider of two directions; NaN where none can be measured.
  public static double of(GreyPicture picture, BoardView view) {
    double[] widths = new double[view.count()];
    int count = 0;
    for (BoardView.Corner corner : view.corners()) {
      double width = at(picture, (int) Math.rint(corner.u()), (int) Math.rint(corner.v()));
      if (!Double.isNaN(width)) {
        widths[count++] = width;
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(widths, 0, count);
    return widths[count / 2];
  }

  private static double at(GreyPicture picture, int u, int v) {
    if (!picture.holds(u, v, REACH + 1)) {
      return Double.NaN;
    }
    int least = 255;
    int most = 0;
    int alongX = 1;
    int alongY = 1;
    for (int y = v - REACH; y <= v + REACH; y++) {
      for (int x = u - REACH; x <= u + REACH; x++) {
        int here = picture.at(x, y);
        least = Math.min(least, here);
        most = Math.max(most, here);
        alongX = Math.max(alongX, Math.abs(picture.at(x + 1, y) - picture.at(x - 1, y)));
        alongY = Math.max(alongY, Math.abs(picture.at(x, y + 1) - picture.at(x, y - 1)));
      }
    }
    int contrast = most - least;
    return contrast < LEAST_CONTRAST ? Double.NaN : 2.0 * contrast / Math.min(alongX, alongY);
  }
}
