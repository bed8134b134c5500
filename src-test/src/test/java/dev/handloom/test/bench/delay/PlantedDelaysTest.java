package dev.handloom.test.bench.delay;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
