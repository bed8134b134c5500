package dev.handloom.app.lens;

import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.capture.Coverage;
import dev.handloom.calibration.camera.fit.RegionErrors;
import dev.handloom.calibration.mark.GreyPicture;
import java.nio.ByteBuffer;

/// A grey picture with the corners found in it, the parts where enough was seen tinted, and a frame
/// around the part to go to.
final class FoundCorners {
  /// As many corners as a part of the picture should have.
  private static final int ENOUGH = 25;

  private static final int BLUE = 0xFF2F81F7;
  private static final int AMBER = 0xFFD29922;

  private final int width;
  private final int height;
  private final ByteBuffer bgra;

  FoundCorners(int width, int height) {
    this.width = width;
    this.height = height;
    bgra = ByteBuffer.allocateDirect(4 * width * height);
  }

  /// @param wanted the part to go to; -1 for none
  ByteBuffer paint(GreyPicture picture, BoardView seen, Coverage coverage, int wanted) {
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        int region = RegionErrors.of(u, v, width, height);
        int grey = picture.at(u, v);
        // What has been seen enough is tinted a little.
        int green = coverage.corners()[region] >= ENOUGH ? Math.min(255, grey + 24) : grey;
        put(u, v, 0xFF000000 | grey << 16 | green << 8 | grey);
      }
    }
    if (wanted >= 0) {
      frame(wanted);
    }
    int size = Math.max(2, width / 250);
    for (BoardView.Corner corner : seen.corners()) {
      int u = (int) Math.rint(corner.u());
      int v = (int) Math.rint(corner.v());
      for (int d = -2 * size; d <= 2 * size; d++) {
        for (int thick = 0; thick < Math.max(1, size / 2); thick++) {
          put(u + d, v + thick, BLUE);
          put(u + thick, v + d, BLUE);
        }
      }
    }
    return bgra;
  }

  private void frame(int region) {
    int left = region % RegionErrors.SIDE * width / RegionErrors.SIDE;
    int top = region / RegionErrors.SIDE * height / RegionErrors.SIDE;
    int wide = width / RegionErrors.SIDE;
    int high = height / RegionErrors.SIDE;
    int thick = Math.max(2, width / 160);
    for (int v = top; v < top + high; v++) {
      for (int u = left; u < left + wide; u++) {
        int edge =
            Math.min(
                Math.min(u - left, left + wide - 1 - u), Math.min(v - top, top + high - 1 - v));
        if (edge < thick) {
          put(u, v, AMBER);
        }
      }
    }
  }

  private void put(int u, int v, int argb) {
    if (u >= 0 && v >= 0 && u < width && v < height) {
      int at = 4 * (v * width + u);
      bgra.put(at, (byte) argb);
      bgra.put(at + 1, (byte) (argb >> 8));
      bgra.put(at + 2, (byte) (argb >> 16));
      bgra.put(at + 3, (byte) 0xFF);
    }
  }
}
