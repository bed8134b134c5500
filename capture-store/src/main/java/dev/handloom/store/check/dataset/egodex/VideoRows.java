package dev.handloom.store.check.dataset.egodex;

import dev.handloom.store.video.VideoWalk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;

/// What a video of an episode shows, picture by picture.
///
/// @param refused pieces that no decoder took
/// @param frozenFrom the first picture of a long still; −1 where there is none
/// @param blackFrom the first of a long black; −1 where there is none
record VideoRows(int width, int height, long count, int refused, long frozenFrom, long blackFrom) {
  /// Two seconds at the usual rate.
  static final int LONG = 60;

  private static final int SMALL_WIDTH = 64;
  private static final int SMALL_HEIGHT = 48;
  private static final int BYTES = 4;
  private static final int BLACK = 24;
  private static final int TELL_EVERY = 30;

  /// Levels of 255: an encoder makes the same picture differ by less, a camera's noise by more.
  private static final double SAME_MEAN = 0.12;

  static VideoRows of(Path video, boolean every, long rows, DoubleConsumer told)
      throws IOException {
    if (!every) {
      VideoWalk.Packed packed = VideoWalk.count(video);
      return new VideoRows(packed.width(), packed.height(), packed.seconds().length, 0, -1, -1);
    }
    ByteBuffer small = ByteBuffer.allocateDirect(SMALL_WIDTH * SMALL_HEIGHT * BYTES);
    byte[] now = new byte[small.capacity()];
    byte[] before = new byte[small.capacity()];
    long count = 0;
    long frozenFrom = -1;
    long blackFrom = -1;
    int same = 0;
    int black = 0;
    try (VideoWalk walk = VideoWalk.open(video)) {
      while (walk.next()) {
        walk.pick(SMALL_WIDTH, SMALL_HEIGHT, small);
        small.get(0, now);
        same = count > 0 && alike(now, before) ? same + 1 : 0;
        black = dark(now) ? black + 1 : 0;
        frozenFrom = same == LONG && frozenFrom < 0 ? count - LONG : frozenFrom;
        blackFrom = black == LONG && blackFrom < 0 ? count - LONG + 1 : blackFrom;
        System.arraycopy(now, 0, before, 0, now.length);
        if (count % TELL_EVERY == 0) {
          told.accept(Math.min(1, (double) count / Math.max(1, rows)));
        }
        count++;
      }
      return new VideoRows(
          walk.width(), walk.height(), count, walk.refused(), frozenFrom, blackFrom);
    }
  }

  private static boolean alike(byte[] one, byte[] other) {
    long off = 0;
    for (int i = 0; i < one.length; i++) {
      off += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
    }
    return off < SAME_MEAN * one.length;
  }

  private static boolean dark(byte[] picture) {
    for (int i = 0; i < picture.length; i++) {
      if (i % BYTES != BYTES - 1 && (picture[i] & 0xFF) > BLACK) {
        return false;
      }
    }
    return true;
  }
}
