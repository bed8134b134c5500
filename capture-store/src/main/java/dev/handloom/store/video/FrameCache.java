package dev.handloom.store.video;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The pictures decoded last, so that a step back costs nothing.
final class FrameCache {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_FRAMES = 32;

  /// A whole group of pictures should fit, or stepping back decodes it again for each.
  private static final int LEAST_FRAMES = 4;

  private static final int EMPTY = -1;

  private final int frameBytes;
  private final int[] frames;
  private final long[] used;
  private final ByteBuffer[] slots;
  private long clock;
  private int open;

  FrameCache(int frameBytes) {
    this.frameBytes = frameBytes;
    int count = Math.clamp(MOST_BYTES / frameBytes, LEAST_FRAMES, MOST_FRAMES);
    frames = new int[count];
    Arrays.fill(frames, EMPTY);
    used = new long[count];
    slots = new ByteBuffer[count];
  }

  /// Memory for a picture, taken from the one that nobody wanted for longest. It counts once it is
  /// kept.
  ByteBuffer slot() {
    open = 0;
    for (int i = 1; i < frames.length; i++) {
      if (used[i] < used[open]) {
        open = i;
      }
    }
    frames[open] = EMPTY;
    ByteBuffer slot = slots[open];
    if (slot == null) {
      slot = ByteBuffer.allocateDirect(frameBytes);
      slots[open] = slot;
    }
    return slot;
  }

  /// What was put into the last slot is this picture.
  void keep(int frame) {
    frames[open] = frame;
    used[open] = ++clock;
  }

  void forget(int frame) {
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] == frame) {
        frames[i] = EMPTY;
        used[i] = 0;
      }
    }
  }

  boolean copy(int frame, ByteBuffer into) {
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] == frame) {
        used[i] = ++clock;
        into.put(into.position(), slots[i], 0, frameBytes);
        return true;
      }
    }
    return false;
  }
}
