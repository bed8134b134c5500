package dev.handloom.store.payload;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/// What can happen while a take is recorded.
public enum EventKind {
  /// Samples that the device sent, by its own count, and that never came.
  LOST,
  /// Samples that came and were overwritten before they could be written.
  OVERRUN,
  /// The device's count went back or leapt: it began anew.
  RESTART,
  /// The link came back.
  RECONNECT,
  /// A device changed its state.
  DEVICE_STATE,
  /// A camera's pictures cannot be stored any more; the take goes on.
  CAMERA_FAILED,
  /// The disk took long.
  SLOW_WRITE,
  /// The take was ended because the disk is nearly full.
  LOW_DISK,
  /// The computer slept, or stood still in another way, while the take went on.
  SUSPENDED,
  /// Somebody or something set the wall clock.
  WALL_CLOCK_SET,
  /// A person marked this moment.
  MARKER,
  /// A kind that this version does not know.
  @JsonEnumDefaultValue
  OTHER
}
