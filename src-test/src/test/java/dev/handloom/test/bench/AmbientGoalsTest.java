package dev.handloom.test.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// What `bench ambient` measures over ten people, here over three.
class AmbientGoalsTest {
  @Test
  void theCutsFindWhatTheScriptSays() {
    for (long seed = 1; seed <= 3; seed++) {
      CutBenchmark.Score score = CutBenchmark.score(seed, 1, 1, 0.5);
      String said = "seed " + seed + ": " + score;
      assertTrue(score.precision() >= 0.8, said);
      assertTrue(score.recall() >= 0.8, said);
    }
  }
}
