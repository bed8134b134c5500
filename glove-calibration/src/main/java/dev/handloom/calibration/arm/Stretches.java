package dev.handloom.calibration.arm;

import dev.handloom.calibration.run.RunRecording;

/// Where the steps of a run lie in its recording: of a step that was done again, the last time; of
/// one that was interrupted, what came after.
final class Stretches {
  private static final long GAP_NANOS = Math.round(1e9 * ArmRun.HOLD_SECONDS);

  private final RunRecording recording;
  private final int[] begins;
  private final int[] ends;

  Stretches(RunRecording recording, int steps) {
    this.recording = recording;
    begins = new int[steps];
    ends = new int[steps];
    int s = 0;
    while (s < recording.count()) {
      int step = recording.hold(s);
      int begin = s;
      for (s++; s < recording.count() && recording.hold(s) == step; s++) {
        if (recording.nanos(s) - recording.nanos(s - 1) > GAP_NANOS) {
          begin = s;
        }
      }
      if (step >= 0 && step < steps) {
        begins[step] = begin;
        ends[step] = s;
      }
    }
  }

  int begin(int step) {
    return begins[step];
  }

  int end(int step) {
    return ends[step];
  }

  /// Where the hold begins with which a step ended.
  int hold(int step) {
    if (ends[step] == begins[step]) {
      return begins[step];
    }
    int last = ends[step] - 1;
    int s = last;
    while (s > begins[step] && recording.nanos(last) - recording.nanos(s - 1) < GAP_NANOS) {
      s--;
    }
    return s;
  }
}
