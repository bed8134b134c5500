package dev.handloom.store.payload;

import dev.handloom.device.stream.StampSource;

/// A picture's times and where it lies in the video: everything of it but the pixels.
///
/// @param stampSource where the device ticks come from
public record RecordedFrame(
    long captureNanos,
    long boundNanos,
    long arrivalNanos,
    long deviceTicks,
    StampSource stampSource,
    long sequence,
    double[] values,
    FrameRow row) {
  /// The same picture, once it is known where it lies.
  public RecordedFrame in(FrameRow place) {
    return new RecordedFrame(
        captureNanos, boundNanos, arrivalNanos, deviceTicks, stampSource, sequence, values, place);
  }
}
