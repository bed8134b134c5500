package dev.handloom.device.sim.scene;

/// A word burnt into the picture, so that nobody ever takes it for a real one.
final class Label {
  private static final int WIDE = 5;
  private static final int HIGH = 7;
  private static final int SCALE = 2;
  private static final int MARGIN = 10;
  private static final int INK = 0xFFF0F0F0;
  private static final int GROUND = 0xFF202428;

  /// Rows of five bits from the top, for the letters that are needed.
  private static final String LETTERS = "ADEILMSTU";

  private static final int[][] ROWS = {
    {0x0E, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11},
    {0x1E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1E},
    {0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x1F},
    {0x0E, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0E},
    {0x10, 0x10, 0x10, 0x10, 0x10, 0x10, 0x1F},
    {0x11, 0x1B, 0x15, 0x15, 0x11, 0x11, 0x11},
    {0x0F, 0x10, 0x10, 0x0E, 0x01, 0x01, 0x1E},
    {0x1F, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04},
    {0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E}
  };

  private final String word;

  Label(String word) {
    this.word = word;
  }

  void burn(Canvas canvas) {
    int step = (WIDE + 1) * SCALE;
    int wide = word.length() * step + 3 * SCALE;
    int high = (HIGH + 4) * SCALE;
    int x0 = canvas.width - wide - MARGIN;
    // At the top: at the foot the studio's own caption lies over the picture.
    int y0 = MARGIN;
    if (x0 < 0 || y0 + high > canvas.height) {
      return;
    }
    fill(canvas, x0, y0, wide, high, GROUND);
    for (int i = 0; i < word.length(); i++) {
      letter(canvas, ROWS[LETTERS.indexOf(word.charAt(i))], x0 + 2 * SCALE + i * step, y0);
    }
  }

  private static void letter(Canvas canvas, int[] rows, int x0, int y0) {
    for (int row = 0; row < HIGH; row++) {
      for (int column = 0; column < WIDE; column++) {
        if ((rows[row] >> (WIDE - 1 - column) & 1) != 0) {
          fill(canvas, x0 + column * SCALE, y0 + (row + 2) * SCALE, SCALE, SCALE, INK);
        }
      }
    }
  }

  private static void fill(Canvas canvas, int x, int y, int wide, int high, int colour) {
    for (int row = y; row < y + high; row++) {
      java.util.Arrays.fill(
          canvas.pixels, row * canvas.width + x, row * canvas.width + x + wide, colour);
    }
  }
}
