package dev.handloom.store.export.lerobottwo;

import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetEpisode;
import java.util.List;
import java.util.stream.Stream;

/// How far the actions of the next rows lie from the state at the row from which they are foreseen.
/// Belongs to one thread.
final class RelativeFigures {
  /// Coprime with [#ROWS].
  private static final int TURN = 7;

  /// Rows that DreamZero foresees at once.
  static final int ROWS = 24;

  private final Slice state;
  private final Slice action;
  private final List<ColumnFigures> columns;

  RelativeFigures(Slice state, Slice action) {
    this.state = state;
    this.action = action;
    columns = Stream.generate(ColumnFigures::new).limit(state.width()).toList();
  }

  String name() {
    return action.name();
  }

  /// Takes in every row of an episode from which all that is foreseen lies in the episode.
  void add(DatasetEpisode rows) {
    for (int row = 0; row + ROWS <= rows.rows(); row++) {
      float[] from = rows.state(row);
      for (int i = 0; i < ROWS; i++) {
        // Of many values the figures keep every second one: in another order for each row, or they
        // would keep the same few steps of all.
        float[] to = rows.action(row + (i + TURN * row) % ROWS);
        for (int c = 0; c < columns.size(); c++) {
          columns.get(c).add((double) to[action.start() + c] - from[state.start() + c]);
        }
      }
    }
  }

  /// Empty where every episode is too short.
  List<ColumnFigures> columns() {
    return columns.getFirst().count() == 0 ? List.of() : columns;
  }
}
