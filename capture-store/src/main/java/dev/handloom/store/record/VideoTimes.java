package dev.handloom.store.record;

/// The times of one camera's pictures in its video, in microseconds from its first one. Two
/// pictures never share a time, even if their capture times do. One thread.
final class VideoTimes {
  private boolean begun;
  private long firstNanos;
  private long last = -1;

  /// The time of the next picture.
  long next(long captureNanos) {
    if (!begun) {
      begun = true;
      firstNanos = captureNanos;
    }
    return Math.max(last + 1, (captureNanos - firstNanos) / 1000);
  }

  /// That picture is in.
  void taken(long micros) {
    last = micros;
  }
}
