package dev.handloom.store.payload;

/// Where in the video a picture lies.
///
/// @param ptsMicros its time in the video file; exactly this identifies it there
/// @param index how many pictures were written before it
/// @param keyFrame whether it can be decoded by itself
/// @param packetBytes its packed size
/// @param packetCrc CRC-32 of the packed bytes; of H.264, of its units without start codes or
///   lengths
public record FrameRow(
    long ptsMicros, long index, boolean keyFrame, int packetBytes, int packetCrc) {}
