package dev.handloom.device.stream;

/// A stretch of a video stream with a fault.
///
/// @param fromNanos capture time of its first picture
/// @param untilNanos capture time of its last
/// @param pictures how many
public record PictureSpell(PictureFault fault, long fromNanos, long untilNanos, long pictures) {}
