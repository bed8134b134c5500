package dev.handloom.store.camera;

/// By what a camera's pictures are dated.
enum Ticks {
  /// When they came.
  ARRIVAL,
  /// Their own times, as they came with the packets.
  PACKET,
  /// The time of day that the camera's reports give them.
  WALL
}
