package dev.handloom.device.delay;

import java.nio.ByteBuffer;

/// How much a camera's picture changes, from one to the next. Belongs to one thread.
public final class ImageMotion {
  private static final int COLUMNS = 80;
  private static final int ROWS = 60;

  /// What changes by less is noise of the camera or of packing.
  private static final int NOISE = 6;

  /// What changes is taken over so long: the tremor of a hand goes by as often as it comes.
  public static final long OVER_TREMOR_NANOS = 105_000_000L;

  private static final int HELD = 32;

  private final int width;
  private final int height;
  private final MotionTrace trace = new MotionTrace();
  private final int[][] pictures = new int[HELD][COLUMNS * ROWS];
  private final long[] nanos = new long[HELD];
  private final long overNanos;
  private int count;
  private double lineSum;
  private double movedSum;

  /// Over the length of a tremor.
  public ImageMotion(int width, int height) {
    this(width, height, OVER_TREMOR_NANOS);
  }

  /// @param overNanos what changes is taken over so long, at the least from one picture to the next
  public ImageMotion(int width, int height, long overNanos) {
    this.width = width;
    this.height = height;
    this.overNanos = overNanos;
  }

  /// The next picture, as BGRA.
  public void add(long captureNanos, ByteBuffer bgra) {
    if (count > 0 && captureNanos <= nanos[(count - 1) % HELD]) {
      return;
    }
    int[] now = pictures[count % HELD];
    for (int i = 0; i < now.length; i++) {
      int line = (i / COLUMNS * 2 + 1) * height / (2 * ROWS);
      int column = (i % COLUMNS * 2 + 1) * width / (2 * COLUMNS);
      int at = 4 * (line * width + column);
      now[i] =
          ((bgra.get(at) & 0xFF) + 2 * (bgra.get(at + 1) & 0xFF) + (bgra.get(at + 2) & 0xFF)) >> 2;
    }
    nanos[count % HELD] = captureNanos;
    int before = count - 1;
    while (before > 0
        && before > count - HELD + 1
        && captureNanos - nanos[before % HELD] < overNanos) {
      before--;
    }
    count++;
    if (before < 0) {
      return;
    }
    int[] then = pictures[before % HELD];
    double moved = 0;
    double lines = 0;
    for (int i = 0; i < now.length; i++) {
      int by = Math.max(0, Math.abs(now[i] - then[i]) - NOISE);
      moved += by;
      int line = i / COLUMNS;
      lines += (double) by * line;
    }
    // What moves much tells where it moves; what is left of noise must not.
    lineSum += lines * moved;
    movedSum += moved * moved;
    long passed = captureNanos - nanos[before % HELD];
    trace.add(captureNanos - passed / 2, moved / now.length / (passed / 1e9));
  }

  /// How far from the middle line the motion was, as a share of the picture's height: from −0.5 at
  /// the top to 0.5.
  public double offMiddle() {
    return movedSum == 0 ? 0 : (lineSum / movedSum + 0.5) / ROWS - 0.5;
  }

  /// How much changed last.
  public double latest() {
    return trace.latest();
  }

  public MotionTrace trace() {
    return trace;
  }
}
