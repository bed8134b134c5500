package dev.handloom.app.gripper;

import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.Mark;
import java.nio.ByteBuffer;
import java.util.List;

/// A grey picture with the marks in it outlined: those of the fingers strongly, others faintly.
final class TagOutlines {
  private static final int BLUE = 0xFF2F81F7;
  private static final int AMBER = 0xFFD29922;

  private final int width;
  private final int height;
  private final byte[] row;
  private final ByteBuffer bgra;

  TagOutlines(int width, int height) {
    this.width = width;
    this.height = height;
    row = new byte[4 * width];
    bgra = ByteBuffer.allocateDirect(4 * width * height);
  }

  ByteBuffer paint(GreyPicture picture, List<Mark> marks, GripperTags tags) {
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        byte grey = (byte) picture.at(u, v);
        row[4 * u] = grey;
        row[4 * u + 1] = grey;
        row[4 * u + 2] = grey;
        row[4 * u + 3] = -1;
      }
      bgra.put(4 * v * width, row);
    }
    for (Mark mark : marks) {
      boolean finger = mark.id() == tags.left() || mark.id() == tags.right();
      outline(mark, finger ? BLUE : AMBER, Math.max(finger ? 2 : 1, width / (finger ? 240 : 640)));
    }
    return bgra;
  }

  private void outline(Mark mark, int argb, int thick) {
    for (int i = 0; i < 4; i++) {
      int next = (i + 1) & 3;
      double dx = mark.x()[next] - mark.x()[i];
      double dy = mark.y()[next] - mark.y()[i];
      int steps = (int) Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))) + 1;
      for (int k = 0; k <= steps; k++) {
        int u = (int) Math.rint(mark.x()[i] + dx * k / steps);
        int v = (int) Math.rint(mark.y()[i] + dy * k / steps);
        for (int a = -thick / 2; a <= thick / 2; a++) {
          for (int b = -thick / 2; b <= thick / 2; b++) {
            put(u + a, v + b, argb);
          }
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
