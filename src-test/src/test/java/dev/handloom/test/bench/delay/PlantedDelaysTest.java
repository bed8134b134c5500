package dev.handloom.test.bench.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.sync.MotionVerdict;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A few of what `./handloom bench delay` draws many of.
class PlantedDelaysTest {
  private static final double HALF_A_FRAME = 0.5;

  @Test
  void aCamerasDelayIsFoundWithinHalfAFrameAndTheStatedDoubt() {
    List<CameraTrial> trials =
        LongStream.rangeClosed(1, 5).parallel().mapToObj(s -> CameraTrial.of(s, 90)).toList();
    for (CameraTrial trial : trials) {
      assertTrue(trial.measured(), trial.look());
      assertTrue(trial.errorFrames() < HALF_A_FRAME, trial.look());
      assertTrue(trial.within(), trial.look());
    }
  }

  @Test
  void motionContradictsWhatIsOffByThirdsOfASecondAndNothingElse() {
    List<MotionTrial> trials =
        LongStream.rangeClosed(101, 104).parallel().mapToObj(s -> new MotionTrial(s, 40)).toList();
    int found = 0;
    for (MotionTrial trial : trials) {
      assertNotEquals(MotionVerdict.Verdict.CONTRADICTS, trial.verdict(0).verdict());
      found += contradicts(trial, 300) + contradicts(trial, -300);
    }
    assertTrue(found >= 6, found + " of 8 found");
  }

  @Test
  void aPersonAtRestSaysNothing() {
    MotionTrial resting = MotionTrial.atRest(7, 30);
    for (long millis : new long[] {0, 120, -300}) {
      assertEquals(MotionVerdict.Verdict.NOTHING, resting.verdict(millis * 1_000_000L).verdict());
    }
  }

  @Test
  void aGestureTellsThePlantedDelayWithinTheStatedDoubt() {
    List<GestureTrial> trials =
        LongStream.rangeClosed(1, 3)
            .parallel()
            .mapToObj(s -> GestureTrial.of(s, 20, false))
            .toList();
    int measured = 0;
    for (GestureTrial trial : trials) {
      measured += trial.measured() ? 1 : 0;
      assertTrue(!trial.measured() || trial.within(), trial.toString());
    }
    assertTrue(measured >= 2, trials.toString());
  }

  @Test
  void whoMovesLikeAMetronomeIsToldSo() {
    for (long seed = 1; seed <= 2; seed++) {
      GestureTrial trial = GestureTrial.of(seed, 12, true);
      assertFalse(trial.measured(), trial.toString());
    }
  }

  private static int contradicts(MotionTrial trial, long millis) {
    return trial.verdict(millis * 1_000_000L).verdict() == MotionVerdict.Verdict.CONTRADICTS
        ? 1
        : 0;
  }
}
