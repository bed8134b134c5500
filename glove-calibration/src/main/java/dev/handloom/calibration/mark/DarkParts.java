package dev.handloom.calibration.mark;

import java.util.Arrays;

/// Which pixels are darker than what is around them, and the outlines of the dark parts. Keeps its
/// memory between pictures.
final class DarkParts {
  /// Told of each outline.
  interface Outlines {
    /// @param points x and y in turn, in the order in which one walks round; overwritten afterwards
    void outline(int[] points, int count);
  }

  /// Eight neighbours, clockwise from the right.
  private static final int[] STEP_X = {1, 1, 0, -1, -1, -1, 0, 1};

  private static final int[] STEP_Y = {0, 1, 1, 1, 0, -1, -1, -1};

  private static final byte DARK = 1;
  private static final byte WALKED = 2;

  private final int[] offsets = new int[8];
  private byte[] dark = new byte[0];
  private int[] columnSums = new int[0];
  private int[] points = new int[1 << 14];
  private int width;
  private int height;

  /// A pixel is dark if it is darker than the mean of the square around it by a margin.
  ///
  /// @param reach pixels from the middle of the square to its side
  void look(GreyPicture picture, int reach, int margin) {
    width = picture.width();
    height = picture.height();
    int padded = width + 2;
    if (dark.length < padded * (height + 2)) {
      dark = new byte[padded * (height + 2)];
    }
    Arrays.fill(dark, 0, padded * (height + 2), (byte) 0);
    if (columnSums.length < width) {
      columnSums = new int[width];
    }
    Arrays.fill(columnSums, 0, width, 0);
    for (int y = 0; y < Math.min(reach, height); y++) {
      addRow(picture, y, 1);
    }
    for (int y = 0; y < height; y++) {
      if (y + reach < height) {
        addRow(picture, y + reach, 1);
      }
      if (y - reach - 1 >= 0) {
        addRow(picture, y - reach - 1, -1);
      }
      int rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
      compareRow(picture, y, reach, margin, rows);
    }
  }

  private void addRow(GreyPicture picture, int y, int sign) {
    byte[] pixels = picture.pixels();
    int from = y * picture.stride();
    if (sign > 0) {
      for (int x = 0; x < width; x++) {
        columnSums[x] += pixels[from + x] & 0xFF;
      }
    } else {
      for (int x = 0; x < width; x++) {
        columnSums[x] -= pixels[from + x] & 0xFF;
      }
    }
  }

  private void compareRow(GreyPicture picture, int y, int reach, int margin, int rows) {
    byte[] pixels = picture.pixels();
    int from = y * picture.stride();
    int to = (y + 1) * (width + 2) + 1;
    int sum = 0;
    for (int x = 0; x < Math.min(reach, width); x++) {
      sum += columnSums[x];
    }
    for (int x = 0; x < width; x++) {
      if (x + reach < width) {
        sum += columnSums[x + reach];
      }
      if (x - reach - 1 >= 0) {
        sum -= columnSums[x - reach - 1];
      }
      int count = rows * (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
      if (((pixels[from + x] & 0xFF) + margin) * count < sum) {
        dark[to + x] = DARK;
      }
    }
  }

  /// Walks round each dark part on its outside; holes are left out, short ways and very long ones
  /// too.
  void walk(int shortest, int longest, Outlines to) {
    int padded = width + 2;
    for (int i = 0; i < 8; i++) {
      offsets[i] = STEP_Y[i] * padded + STEP_X[i];
    }
    if (points.length < 2 * longest + 4) {
      points = new int[2 * longest + 4];
    }
    for (int y = 1; y <= height; y++) {
      int row = y * padded;
      for (int x = 1; x <= width; x++) {
        if (dark[row + x] == DARK && dark[row + x - 1] == 0) {
          int count = walkFrom(x, y, longest);
          if (count >= shortest && count <= longest && clockwise(count)) {
            to.outline(points, count);
          }
        }
      }
    }
  }

  /// Walks until it is back where it began, going on in the same direction.
  ///
  /// @return how many steps; more than `longest` if it is longer, whose points are not kept
  private int walkFrom(int startX, int startY, int longest) {
    int padded = width + 2;
    int start = startY * padded + startX;
    int at = start;
    int x = startX;
    int y = startY;
    int count = 0;
    int from = 4;
    int first = -1;
    while (true) {
      int turn = 0;
      int direction = from;
      while (turn < 8) {
        direction = (from + 1 + turn) & 7;
        if (dark[at + offsets[direction]] != 0) {
          break;
        }
        turn++;
      }
      if (turn == 8) {
        dark[at] = WALKED;
        return 1;
      }
      if (at == start && direction == first) {
        return count;
      }
      if (first < 0) {
        first = direction;
      }
      dark[at] = WALKED;
      if (count <= longest) {
        points[2 * count] = x - 1;
        points[2 * count + 1] = y - 1;
      }
      count++;
      at += offsets[direction];
      x += STEP_X[direction];
      y += STEP_Y[direction];
      from = (direction + 4) & 7;
    }
  }

  private boolean clockwise(int count) {
    long twice = 0;
    int lastX = points[2 * count - 2];
    int lastY = points[2 * count - 1];
    for (int i = 0; i < count; i++) {
      int x = points[2 * i];
      int y = points[2 * i + 1];
      twice += (long) lastX * y - (long) x * lastY;
      lastX = x;
      lastY = y;
    }
    return twice > 0;
  }
}
