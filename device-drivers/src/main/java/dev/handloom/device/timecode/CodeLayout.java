package dev.handloom.device.timecode;

/// Where everything is on the screen, in units of which 32 go on its width and 18 on its height.
/// The ground is white. The same for the window that shows it, for the reader, and for the
/// simulated camera that films it.
public final class CodeLayout {
  public static final double WIDTH = 32;
  public static final double HEIGHT = 18;

  /// Counter bits; at 60 pulses a second they begin anew every 17 s.
  public static final int BITS = 10;

  /// Fields of a strip: a fixed one at either end, and the bits between them, highest first.
  public static final int COLUMNS = BITS + 2;

  public static final int STRIPS = 2;
  public static final double STRIP_LEFT = 4.4;
  public static final double COLUMN_WIDTH = (WIDTH - 2 * STRIP_LEFT) / COLUMNS;

  /// Each field is a pair: what it says, and under that its opposite.
  public static final double FIELD_HEIGHT = 1.3;

  private static final double[] STRIP_TOPS = {0.7, HEIGHT - 0.7 - 2 * FIELD_HEIGHT};

  /// Of the black squares in the corners.
  public static final double MARKER_SIDE = 2;

  private static final double MARKER_CENTRE = 2;

  /// Of the QR code, without its quiet zone.
  public static final double QR_SIDE = 9.6;

  public static final double QR_LEFT = (WIDTH - QR_SIDE) / 2;
  public static final double QR_TOP = (HEIGHT - QR_SIDE) / 2;

  private CodeLayout() {}

  /// The upper edge of a strip: 0 is the upper one.
  public static double stripTop(int strip) {
    return STRIP_TOPS[strip];
  }

  /// The centre of a corner's square: upper left, upper right, lower left, lower right.
  public static double markerX(int corner) {
    return corner % 2 == 0 ? MARKER_CENTRE : WIDTH - MARKER_CENTRE;
  }

  public static double markerY(int corner) {
    return corner < 2 ? MARKER_CENTRE : HEIGHT - MARKER_CENTRE;
  }

  /// The bits that a counter shows.
  public static int gray(long counter) {
    int low = (int) (counter & ((1 << BITS) - 1));
    return low ^ (low >> 1);
  }

  /// Whether the upper half of a column is white.
  ///
  /// @param gray as [#gray] says
  public static boolean white(int column, int gray) {
    if (column == 0) {
      return true;
    }
    return column != COLUMNS - 1 && (gray >> (BITS - column) & 1) != 0;
  }
}
