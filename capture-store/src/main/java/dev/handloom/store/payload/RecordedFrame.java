package dev.handloom.store.payload;

/// A picture's times and where it lies in the video: everything of it but the pixels.
public record RecordedFrame(
    long captureNanos,
    long boundNanos,
    long arrivalNanos,
    long deviceTicks,
    long sequence,
    double[] values,
    FrameRow row) {}
