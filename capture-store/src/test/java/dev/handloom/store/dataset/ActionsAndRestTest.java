package dev.handloom.store.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.dataset.DatasetPlan.IdleRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActionsAndRestTest {
  private static final List<String> POSE =
      List.of("w.x", "w.y", "w.z", "w.qx", "w.qy", "w.qz", "w.qw");

  private static Part part(List<String> channels) {
    return new Part("s", "s", channels, List.of());
  }

  @Test
  void aPoseFromItselfIsNoneAndOtherNumbersStay() {
    ChunkPoses poses = new ChunkPoses(List.of(part(List.of("grip")), part(POSE)));
    assertTrue(poses.any());
    float[] first = {3, 1, 2, 3, 0, 0, (float) Math.sqrt(0.5), (float) Math.sqrt(0.5)};
    assertArrayEquals(
        new float[] {3, 0, 0, 0, 0, 0, 0, 1}, poses.seenFrom(first, first.clone()), 1e-6f);
    // A quarter turn to the left at (1, 2, 3); a metre further along x is a metre to the right.
    float[] now = {4, 2, 2, 3, 0, 0, (float) Math.sqrt(0.5), (float) Math.sqrt(0.5)};
    assertArrayEquals(new float[] {4, 0, -1, 0, 0, 0, 0, 1}, poses.seenFrom(first, now), 1e-6f);
  }

  @Test
  void aHandAlreadyHasItsJointsNamedSo() {
    assertTrue(
        new ChunkPoses(
                List.of(
                    part(
                        List.of(
                            "palm_x", "palm_y", "palm_z", "palm_qx", "palm_qy", "palm_qz",
                            "palm_qw"))))
            .any());
    assertFalse(new ChunkPoses(List.of(part(List.of("x", "y", "z", "qx", "qy", "qz")))).any());
  }

  @Test
  void restIsLeftOutAndTheWayIntoMovementStays() {
    Random random = new Random(7);
    float[][] states = new float[100][2];
    for (int row = 0; row < 100; row++) {
      boolean moves = row < 20 || row >= 70;
      states[row][0] = moves ? row : 19;
      // Noise below what counts.
      states[row][1] = moves ? 50 * row : 950 + random.nextFloat() * 0.1f;
    }
    states[69] = states[68].clone();
    int[] kept = IdleRows.kept(states, 10, new IdleRule(0.001, 1));
    int[] gone =
        IntStream.range(0, 100).filter(row -> Arrays.binarySearch(kept, row) < 0).toArray();
    assertEquals(30, gone[0], "a second of rest stays: " + Arrays.toString(gone));
    assertEquals(68, gone[gone.length - 1], "the row before the movement stays");
    assertEquals(39, gone.length);
  }

  @Test
  void whatNeverMovesKeepsTwoRows() {
    assertEquals(2, IdleRows.kept(new float[50][3], 10, new IdleRule(0.001, 0.1)).length);
  }
}
