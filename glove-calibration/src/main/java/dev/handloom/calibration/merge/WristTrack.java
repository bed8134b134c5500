package dev.handloom.calibration.merge;

import dev.handloom.device.space.Pose;
import java.util.ArrayDeque;
import java.util.Deque;

/// Where the wrist was seen lately.
final class WristTrack {
  private static final long KEPT_NANOS = 4_000_000_000L;

  private record Seen(long nanos, long bound, Pose pose) {}

  private final Deque<Seen> seen = new ArrayDeque<>();
  private final long mostAgeNanos;

  WristTrack(long mostAgeNanos) {
    this.mostAgeNanos = mostAgeNanos;
  }

  void add(long nanos, long bound, Pose pose) {
    if (!seen.isEmpty() && nanos <= seen.getLast().nanos) {
      return;
    }
    seen.addLast(new Seen(nanos, bound, pose));
    while (seen.getFirst().nanos < nanos - KEPT_NANOS) {
      seen.removeFirst();
    }
  }

  /// Whether it was seen at that time or later, so that waiting brings nothing.
  boolean reaches(long nanos) {
    return !seen.isEmpty() && seen.getLast().nanos >= nanos;
  }

  /// Fills in the wrist at a time: on the way between two sights that are near enough to each
  /// other, else at the last one before as long as it is not too old, else nowhere.
  void at(long nanos, MergedHand into) {
    Seen before = null;
    Seen after = null;
    for (Seen each : seen) {
      if (each.nanos > nanos) {
        after = each;
        break;
      }
      before = each;
    }
    into.wrist = null;
    into.wristConfidence = 0;
    into.wristAgeNanos = mostAgeNanos;
    if (before == null) {
      return;
    }
    long age = nanos - before.nanos;
    if (after != null && after.nanos - before.nanos <= mostAgeNanos) {
      double share = (double) age / (after.nanos - before.nanos);
      into.wrist = before.pose.towards(after.pose, share);
      into.wristAgeNanos = Math.min(age, after.nanos - nanos);
      into.wristConfidence = 1;
      doubt(into, Math.max(before.bound, after.bound));
    } else if (age <= mostAgeNanos) {
      into.wrist = before.pose;
      into.wristAgeNanos = age;
      into.wristConfidence = 1 - (double) age / mostAgeNanos;
      doubt(into, before.bound);
    }
  }

  private static void doubt(MergedHand into, long bound) {
    into.boundNanos = Math.max(into.boundNanos, bound);
  }
}
