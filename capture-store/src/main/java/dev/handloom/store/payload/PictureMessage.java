package dev.handloom.store.payload;

import java.lang.foreign.MemorySegment;

/// A packed picture with its record, as an exported file has it.
public final class PictureMessage {
  private final PayloadReader outer = new PayloadReader();
  private final PayloadReader record = new PayloadReader();
  private MemorySegment video = MemorySegment.NULL;

  /// Reads a `foxglove.CompressedVideo`. Its bytes must stay valid while the picture is asked for.
  public void read(MemorySegment message) throws PayloadException {
    outer.read(message);
    video = outer.part(Foxglove.VIDEO_DATA);
    record.read(outer.stamp());
  }

  /// Reads a `foxglove.CompressedImage` of ours, in the same way.
  public void readImage(MemorySegment message) throws PayloadException {
    outer.read(message);
    video = outer.part(Foxglove.IMAGE_DATA);
    record.read(outer.stamp());
  }

  /// What was recorded of the picture beside its bytes.
  public PayloadReader record() {
    return record;
  }

  /// The picture in Annex B, or as a file of its own.
  public MemorySegment video() {
    return video;
  }

  public boolean keyFrame() {
    return record.frame().keyFrame();
  }

  public long captureNanos() {
    return record.captureNanos();
  }
}
