package dev.handloom.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the columns of a group together again, row by row. A value is a `Long`, `Double`,
/// `Boolean`, `String`, `byte[]`, a `List`, a `Map` for a group, or null.
public final class RowAssembler {
  private final List<Node> columns;
  private final List<Cursor> cursors = new ArrayList<>();
  private final long rows;
  private long row;

  RowAssembler(List<Node> columns, List<ColumnValues> values, long rows) {
    this.columns = columns;
    this.rows = rows;
    for (ColumnValues each : values) {
      cursors.add(new Cursor(each));
    }
  }

  private static final class Cursor {
    private final ColumnValues values;
    private int entry;
    private int value;

    private Cursor(ColumnValues values) {
      this.values = values;
    }

    private boolean there() {
      return entry < values.entries();
    }

    private void need() throws ParquetException {
      if (!there()) {
        throw new ParquetException("The column “" + values.leaf().name() + "” has too few rows");
      }
    }
  }

  /// The next row, by the names of its columns; null after the last.
  public @Nullable Map<String, @Nullable Object> next() throws ParquetException {
    if (row >= rows) {
      return null;
    }
    row++;
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    int from = 0;
    for (Node column : columns) {
      int count = column.isColumn() ? 1 : column.leaves().size();
      cells.put(column.name(), value(column, from, count, 0, 0));
      from += count;
    }
    return cells;
  }

  private @Nullable Object value(Node node, int from, int count, int repeated, int defined)
      throws ParquetException {
    return switch (node.repeats()) {
      case ONCE -> content(node, from, count, repeated, defined);
      case AT_MOST_ONCE -> {
        Cursor first = first(from);
        if (first.values.defined(first.entry) <= defined) {
          pass(from, count);
          yield null;
        }
        yield content(node, from, count, repeated, defined + 1);
      }
      case ANY -> {
        List<@Nullable Object> all = new ArrayList<>();
        Cursor first = first(from);
        if (first.values.defined(first.entry) <= defined) {
          pass(from, count);
          yield all;
        }
        int depth = repeated + 1;
        do {
          all.add(content(node, from, count, depth, defined + 1));
        } while (first.there() && first.values.repeated(first.entry) == depth);
        yield all;
      }
    };
  }

  private Cursor first(int from) throws ParquetException {
    Cursor first = cursors.get(from);
    first.need();
    return first;
  }

  private void pass(int from, int count) throws ParquetException {
    for (int i = from; i < from + count; i++) {
      Cursor cursor = cursors.get(i);
      cursor.need();
      if (cursor.values.has(cursor.entry)) {
        throw new ParquetException(
            "The column “" + cursor.values.leaf().name() + "” has a value where it has none");
      }
      cursor.entry++;
    }
  }

  private @Nullable Object content(Node node, int from, int count, int repeated, int defined)
      throws ParquetException {
    if (node.isColumn()) {
      Cursor cursor = first(from);
      boolean there = cursor.values.has(cursor.entry);
      cursor.entry++;
      return there ? leaf(node, cursor.values, cursor.value++) : null;
    }
    if (node.isList()) {
      List<?> elements =
          (List<?>) value(node.children().getFirst(), from, count, repeated, defined);
      return node.wrapsElements() && elements != null ? unwrapped(elements) : elements;
    }
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    int at = from;
    for (Node child : node.children()) {
      int leaves = child.isColumn() ? 1 : child.leaves().size();
      cells.put(child.name(), value(child, at, leaves, repeated, defined));
      at += leaves;
    }
    return cells;
  }

  private static List<@Nullable Object> unwrapped(List<?> elements) {
    List<@Nullable Object> bare = new ArrayList<>(elements.size());
    for (Object element : elements) {
      bare.add(element instanceof Map<?, ?> map ? map.values().iterator().next() : element);
    }
    return bare;
  }

  private static Object leaf(Node node, ColumnValues values, int value) {
    Physical type = values.leaf().type();
    if (type == Physical.BOOLEAN) {
      return values.whole(value) != 0;
    }
    if (type.isWhole()) {
      return values.whole(value);
    }
    if (type.isReal()) {
      return values.number(value);
    }
    byte[] bytes = values.bytes(value);
    return switch (node.meaning()) {
      case TEXT, JSON -> new String(bytes, StandardCharsets.UTF_8);
      default -> bytes;
    };
  }
}
