package dev.handloom.store.video;

/// A picture that has gone through an encoder.
///
/// @param ptsMicros its time in the file
/// @param keyFrame whether it can be decoded without those before it
/// @param byteOffset where in the file its packed bytes begin
/// @param bytes its packed size in the file
/// @param crc CRC-32 of it as it is packed; [VideoReader#packetCrcs] gives the same
/// @param lost true for a picture that went into an encoder which then failed: it is not in the
///   file, and nothing but its time means anything
public record PackedPicture(
    long ptsMicros, boolean keyFrame, long byteOffset, int bytes, int crc, boolean lost) {
  /// The same, without the place: it is going to be another one.
  public PackedPicture somewhere() {
    return new PackedPicture(ptsMicros, keyFrame, -1, bytes, crc, lost);
  }

  static PackedPicture lost(long ptsMicros) {
    return new PackedPicture(ptsMicros, false, -1, 0, 0, true);
  }
}
