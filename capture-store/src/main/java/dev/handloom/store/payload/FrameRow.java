package dev.handloom.store.payload;

/// Where in the video a picture lies, or that it does not.
///
/// @param ptsMicros its time in the video file; exactly this identifies it there
/// @param index how many pictures were written before it
/// @param keyFrame whether it can be decoded by itself
/// @param packetBytes its packed size, as it stands in the file
/// @param packetCrc CRC-32 of the packed bytes; of H.264, of its units without start codes or
///   lengths
/// @param byteOffset where in the file its packed bytes begin, or [#NO_OFFSET]
/// @param encoded false for a picture that the camera delivered and that never came into the video:
///   its times are true, nothing else here means anything
public record FrameRow(
    long ptsMicros,
    long index,
    boolean keyFrame,
    int packetBytes,
    int packetCrc,
    long byteOffset,
    boolean encoded) {
  /// Written by a version that did not say where.
  public static final long NO_OFFSET = -1;

  /// The row of a picture that is not in the video.
  public static final FrameRow NOT_ENCODED =
      new FrameRow(0, NO_OFFSET, false, 0, 0, NO_OFFSET, false);

  /// A picture that is in the video, at an unknown place.
  public FrameRow(long ptsMicros, long index, boolean keyFrame, int packetBytes, int packetCrc) {
    this(ptsMicros, index, keyFrame, packetBytes, packetCrc, NO_OFFSET, true);
  }
}
