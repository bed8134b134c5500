package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// The pictures decoded last, so that a step back costs nothing. They stay as the decoder made
/// them: a third of the size of what is shown, and only what is shown is converted.
final class FrameCache implements AutoCloseable {
  private static final long MOST_BYTES = 80L << 20;
  private static final int MOST_FRAMES = 48;

  /// A whole group of pictures should fit, or stepping back decodes it again for each.
  private static final int LEAST_FRAMES = FfmpegCodec.GROUP_FRAMES + 2;

  private static final int EMPTY = -1;

  private final int[] frames;
  private final long[] used;
  private final AVFrame[] slots;
  private long clock;

  FrameCache(int pixels) {
    // Chroma at half the resolution in both directions: 1.5 bytes a pixel.
    int count = Math.clamp(MOST_BYTES / Math.max(1, pixels * 3L / 2), LEAST_FRAMES, MOST_FRAMES);
    frames = new int[count];
    Arrays.fill(frames, EMPTY);
    used = new long[count];
    slots = new AVFrame[count];
    Arrays.setAll(slots, _ -> av_frame_alloc());
  }

  /// Keeps a picture, in place of the one that nobody wanted for longest.
  void keep(int frame, AVFrame picture) throws VideoException {
    int slot = slotOf(frame);
    if (slot < 0) {
      slot = 0;
      for (int i = 1; i < frames.length; i++) {
        if (used[i] < used[slot]) {
          slot = i;
        }
      }
    }
    frames[slot] = EMPTY;
    av_frame_unref(slots[slot]);
    Ffmpeg.check(av_frame_ref(slots[slot], picture), "No memory for a picture");
    frames[slot] = frame;
    used[slot] = ++clock;
  }

  boolean holds(int frame) {
    return slotOf(frame) >= 0;
  }

  /// A picture, good until the next [#keep]; null when it is not here.
  @Nullable AVFrame find(int frame) {
    int slot = slotOf(frame);
    if (slot < 0) {
      return null;
    }
    used[slot] = ++clock;
    return slots[slot];
  }

  private int slotOf(int frame) {
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] == frame) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    for (AVFrame slot : slots) {
      av_frame_free(slot);
    }
    Arrays.fill(frames, EMPTY);
  }
}
