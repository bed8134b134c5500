package dev.handloom.app.ui.pixel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The latest frame of a camera, handed from its thread to the FX thread without waiting.
///
/// Four slots: one being filled, one ready, one shown, one that the render thread may still upload
/// from the pulse before. A frame that finds no free slot, or is overtaken before it is shown, is
/// counted as skipped.
public final class FrameMailbox {

  private static final int SLOTS = 4;
  private static final int BYTES_PER_PIXEL = 4;

  /// A frame in a buffer of its own; BGRA, rows without padding.
  ///
  /// @param captureNanos when it was taken, studio time
  public record Frame(ByteBuffer pixels, int width, int height, long captureNanos) {}

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private int width;
  private int height;
  private @Nullable Frame ready;
  private @Nullable Frame shown;
  private @Nullable Frame retiring;
  private long skipped;

  /// Copies a frame in; returns at once. From one thread at a time.
  ///
  /// @param bgra the picture, opaque
  /// @param strideBytes from one row to the next, at least 4 × width
  public void offer(
      MemorySegment bgra, int frameWidth, int frameHeight, int strideBytes, long captureNanos) {
    int rowBytes = Math.multiplyExact(frameWidth, BYTES_PER_PIXEL);
    if (strideBytes < rowBytes
        || bgra.byteSize() < (long) strideBytes * (frameHeight - 1) + rowBytes) {
      throw new IllegalArgumentException(
          "%d bytes in rows of %d are no %d×%d picture"
              .formatted(bgra.byteSize(), strideBytes, frameWidth, frameHeight));
    }
    ByteBuffer slot = takeSlot(frameWidth, frameHeight);
    if (slot == null) {
      return;
    }
    // A segment does not depend on the buffer's position, and does not move it.
    MemorySegment target = MemorySegment.ofBuffer(slot);
    if (strideBytes == rowBytes) {
      MemorySegment.copy(bgra, 0, target, 0, (long) rowBytes * frameHeight);
    } else {
      for (int row = 0; row < frameHeight; row++) {
        MemorySegment.copy(
            bgra,
            ValueLayout.JAVA_BYTE,
            (long) row * strideBytes,
            target,
            ValueLayout.JAVA_BYTE,
            (long) row * rowBytes,
            rowBytes);
      }
    }
    put(new Frame(slot, frameWidth, frameHeight, captureNanos));
  }

  /// The frame to show from this pulse on, or null when nothing new came. On the FX thread, at most
  /// once per pulse.
  public synchronized @Nullable Frame take() {
    Frame next = ready;
    if (next == null) {
      return null;
    }
    ready = null;
    recycle(retiring);
    retiring = shown;
    shown = next;
    return next;
  }

  /// Frames that came and were never shown.
  public synchronized long skipped() {
    return skipped;
  }

  private synchronized @Nullable ByteBuffer takeSlot(int frameWidth, int frameHeight) {
    if (frameWidth != width || frameHeight != height) {
      width = frameWidth;
      height = frameHeight;
      free.clear();
      for (int i = 0; i < SLOTS; i++) {
        free.add(ByteBuffer.allocateDirect(frameWidth * frameHeight * BYTES_PER_PIXEL));
      }
    }
    ByteBuffer slot = free.poll();
    if (slot == null) {
      skipped++;
    }
    return slot;
  }

  private synchronized void put(Frame frame) {
    Frame overtaken = ready;
    if (overtaken != null) {
      skipped++;
      recycle(overtaken);
    }
    ready = frame;
  }

  private void recycle(@Nullable Frame frame) {
    // Slots of an older picture size are left to the collector.
    if (frame != null && frame.width() == width && frame.height() == height) {
      free.add(frame.pixels());
    }
  }
}
