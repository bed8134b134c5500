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
  /// Nothing came of a stream from one moment until another, or until the end of the take.
  GAP,
  /// A stream that was not there when the take began.
  JOINED,
  /// A person paused the take: nothing captured from here on is in it.
  PAUSED,
  /// A person let the take go on: what is captured from here on is in it.
  RESUMED,
  /// A file failed and was continued in a new one; counted is what could not be carried over.
  NEW_PART,
  /// Pictures that came and were too many for the encoder: their records say so.
  NOT_ENCODED,
  /// The encoder of a camera failed and another took over.
  ENCODER_CHANGED,
  /// A camera's pictures cannot be stored any more; the take goes on.
  CAMERA_FAILED,
  /// The same picture came again and again, for a second or longer; counted are the pictures.
  PICTURE_FROZEN,
  /// Pictures came twice; counted are those that were none of their own.
  PICTURE_REPEATED,
  /// Nothing was to be seen in the pictures.
  PICTURE_BLACK,
  /// The pictures had lost their detail.
  PICTURE_BLURRED,
  /// A hand comes back to the same poses differently: its glove has shifted, or warmed up.
  CALIBRATION_DRIFT,
  /// The disk took long.
  SLOW_WRITE,
  /// The disk is nearly full: a warning first, then the end of the take.
  LOW_DISK,
  /// The computer slept, or stood still in another way, while the take went on.
  SUSPENDED,
  /// Somebody or something set the wall clock.
  WALL_CLOCK_SET,
  /// A person started the take; what was captured before was kept in memory.
  STARTED,
  /// A person started the take although something was found not ready; the text says what.
  STARTED_ANYWAY,
  /// A person marked this moment.
  MARKER,
  /// A kind that this version does not know.
  @JsonEnumDefaultValue
  OTHER
}
