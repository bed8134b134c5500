package dev.handloom.device.stream;

/// What the values of a stream are, as far as a reader must know to show or encode them.
public enum StreamKind {
  /// Independent numbers, one per channel.
  SIGNAL,
  /// A hand: 26 joints of seven numbers each, see [dev.handloom.device.hand.HandPose].
  HAND,
  /// Pictures in the payload; the values, if any, describe the picture.
  VIDEO
}
