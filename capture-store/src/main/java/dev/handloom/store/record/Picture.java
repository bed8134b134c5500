package dev.handloom.store.record;

import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.store.episode.Pauses;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.RecordedFrame;

/// What is known of a picture that came: everything but its pixels.
///
/// @param overrun how many were overwritten before it
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Picture(
    long captureNanos,
    long boundNanos,
    long arrivalNanos,
    long deviceTicks,
    StampSource stampSource,
    long sequence,
    double[] values,
    long overrun) {
  static Picture of(Sample sample, StampSource stampSource, long overrun) {
    return new Picture(
        sample.captureNanos,
        sample.boundNanos,
        sample.arrivalNanos,
        sample.deviceTicks,
        stampSource,
        sample.sequence,
        sample.values.clone(),
        overrun);
  }

  /// The time that decides where it belongs.
  long nanos() {
    return Pauses.time(captureNanos, boundNanos, arrivalNanos);
  }

  RecordedFrame in(FrameRow row) {
    return new RecordedFrame(
        captureNanos, boundNanos, arrivalNanos, deviceTicks, stampSource, sequence, values, row);
  }
}
