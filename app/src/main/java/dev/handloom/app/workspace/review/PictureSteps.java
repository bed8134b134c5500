package dev.handloom.app.workspace.review;

import dev.handloom.store.episode.CameraFrames;
import java.util.Arrays;

/// The moments at which a camera took its pictures: where a step goes.
final class PictureSteps {
  /// Without a camera a step is as long as a picture usually lasts.
  private static final long USUAL_STEP_NANOS = 33_333_333;

  private final long[] captureNanos;

  /// @param captureNanos in any order
  PictureSteps(long... captureNanos) {
    this.captureNanos = captureNanos.clone();
    Arrays.sort(this.captureNanos);
  }

  /// The pictures of a camera.
  static PictureSteps of(CameraFrames frames) {
    long[] times = new long[frames.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = frames.times().captureNanos(i);
    }
    return new PictureSteps(times);
  }

  /// The first picture after a time; the time itself when there is none.
  long next(long nanos) {
    if (captureNanos.length == 0) {
      return nanos + USUAL_STEP_NANOS;
    }
    int after = Arrays.binarySearch(captureNanos, nanos + 1);
    int index = after < 0 ? -after - 1 : after;
    return index < captureNanos.length ? captureNanos[index] : nanos;
  }

  /// The picture before the one that is shown at a time; the time itself when there is none.
  long previous(long nanos) {
    if (captureNanos.length == 0) {
      return nanos - USUAL_STEP_NANOS;
    }
    int after = Arrays.binarySearch(captureNanos, nanos + 1);
    int shown = (after < 0 ? -after - 1 : after) - 1;
    while (shown > 0 && captureNanos[shown - 1] == captureNanos[shown]) {
      shown--;
    }
    return shown > 0 ? captureNanos[shown - 1] : nanos;
  }
}
