package dev.handloom.test.bench.calibration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.sim.wearer.WornGlove;
import org.junit.jupiter.api.Test;

/// The benchmark in short: fewer people, fewer poses.
class CalibrationGoalsTest {
  private static final int PEOPLE = 6;
  private static final int POSES = 40;
  private static final long SEED = 500;

  @Test
  void statedBoundsHoldAndACalibrationIsWorthItsMinute() {
    for (WornGlove.Kind kind : WornGlove.Kind.values()) {
      Outcome before = new Outcome();
      Outcome after = new Outcome();
      for (int p = 0; p < PEOPLE; p++) {
        Trial.Judged judged = new Trial(kind, SEED + p, null).judge(POSES);
        before.add(judged.before());
        after.add(judged.after());
      }
      String which = kind + ", seeds from " + SEED + ": ";
      assertTrue(
          after.covered() >= CalibrationBenchmark.PROMISED, which + after.covered() + " covered");
      assertTrue(
          after.posesCovered() >= CalibrationBenchmark.PROMISED,
          which + after.posesCovered() + " of poses covered");
      assertTrue(
          after.mean() < worth(kind) * before.mean(),
          which + before.mean() + "° before, " + after.mean() + "° after");
    }
  }

  /// Of the error without a calibration, what may be left. Five strings do not tell twenty joints
  /// apart whatever is done with them.
  private static double worth(WornGlove.Kind kind) {
    return kind == WornGlove.Kind.STRINGS ? 1 : 0.7;
  }
}
