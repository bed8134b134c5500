package dev.handloom.store.dataset;

import dev.handloom.store.dataset.DatasetPlan.IdleRule;
import java.util.Arrays;

/// Which rows stay where those are left out in which nothing moves.
final class IdleRows {
  private IdleRows() {}

  /// @param states of all rows
  /// @return the rows that stay, in their order; never fewer than two
  static int[] kept(float[][] states, double hz, IdleRule rule) {
    int rows = states.length;
    boolean[] moves = moves(states, rule.share());
    int before = Math.max(1, (int) Math.round(rule.seconds() * hz));
    int[] kept = new int[rows];
    int count = 0;
    int still = 0;
    for (int row = 0; row < rows; row++) {
      still = moves[row] ? 0 : still + 1;
      // The last row before a movement begins belongs to it: the action out of rest starts there.
      boolean next = row + 1 < rows && moves[row + 1];
      if (still <= before || next) {
        kept[count++] = row;
      }
    }
    if (count < 2) {
      return new int[] {0, rows - 1};
    }
    return Arrays.copyOf(kept, count);
  }

  private static boolean[] moves(float[][] states, double share) {
    int columns = states[0].length;
    boolean[] moves = new boolean[states.length];
    moves[0] = true;
    for (int c = 0; c < columns; c++) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (float[] state : states) {
        low = Math.min(low, state[c]);
        high = Math.max(high, state[c]);
      }
      double least = share * (high - low);
      for (int row = 1; row < states.length; row++) {
        moves[row] |= least > 0 && Math.abs(states[row][c] - states[row - 1][c]) >= least;
      }
    }
    return moves;
  }
}
