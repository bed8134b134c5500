package dev.handloom.store.parquet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A column of a group by its rows: the values of a row stand one after the other, however they are
/// nested.
public final class FlatColumn {
  private final ColumnValues values;
  private final int[] first;
  private final boolean[] gaps;
  private final int rows;

  private FlatColumn(ColumnValues values, int[] first, boolean[] gaps, int rows) {
    this.values = values;
    this.first = first;
    this.gaps = gaps;
    this.rows = rows;
  }

  static FlatColumn of(ColumnValues values) throws ParquetException {
    int rows = 0;
    for (int entry = 0; entry < values.entries(); entry++) {
      rows += values.repeated(entry) == 0 ? 1 : 0;
    }
    int[] first = new int[rows + 1];
    boolean[] gaps = new boolean[rows];
    int row = -1;
    int value = 0;
    for (int entry = 0; entry < values.entries(); entry++) {
      if (values.repeated(entry) == 0) {
        first[++row] = value;
      } else if (row < 0) {
        throw new ParquetException(
            "The column “" + values.leaf().name() + "” begins in the middle of a row");
      }
      if (values.has(entry)) {
        value++;
      } else {
        gaps[row] = true;
      }
    }
    first[rows] = value;
    return new FlatColumn(values, first, gaps, rows);
  }

  public Node.Leaf leaf() {
    return values.leaf();
  }

  public int rows() {
    return rows;
  }

  /// How many values a row has.
  public int width(int row) {
    return first[row + 1] - first[row];
  }

  /// Whether a row, or a part of it, has no value.
  public boolean gap(int row) {
    return gaps[row];
  }

  public double number(int row, int at) {
    return values.number(first[row] + at);
  }

  /// The first value of a row.
  ///
  /// @param missing where it has none
  public long whole(int row, long missing) {
    return width(row) == 0 ? missing : values.whole(first[row]);
  }

  public byte @Nullable [] bytes(int row) {
    return width(row) == 0 ? null : values.bytes(first[row]);
  }

  public @Nullable String text(int row) {
    byte[] bytes = bytes(row);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /// Whether it holds numbers, or yes and no.
  public boolean numeric() {
    return leaf().type().isWhole() || leaf().type().isReal();
  }

  /// Whether it holds whole numbers, or yes and no.
  public boolean whole() {
    return leaf().type().isWhole();
  }
}
