package dev.handloom.store.check.dataset.lerobot;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the rows of an episode turned out to be.
final class EpisodeSeen {
  final long number;
  final Path table;

  /// Where its first row stands, counted over the whole dataset.
  final long position;

  final Map<String, RowFigures> figures = new HashMap<>();
  final Set<Long> tasks = new TreeSet<>();
  long rows;
  long nextFrame;

  /// How far the state had moved until each row, in shares of its extent; as long as [#rows] where
  /// there is a state.
  private float[] moved = new float[0];

  private int movedRows;

  EpisodeSeen(long number, Path table, long position) {
    this.number = number;
    this.table = table;
    this.position = position;
  }

  void moved(double step) {
    if (movedRows == moved.length) {
      moved = Arrays.copyOf(moved, Math.max(256, 2 * movedRows));
    }
    moved[movedRows] = (float) (step + (movedRows == 0 ? 0 : moved[movedRows - 1]));
    movedRows++;
  }

  boolean tellsMotion() {
    return movedRows > 0 && movedRows == rows;
  }

  /// How far the state moved from one row to another, in shares of its extent.
  double motion(int from, int to) {
    return tellsMotion() && to < movedRows && from >= 0 ? moved[to] - moved[from] : 0;
  }
}
