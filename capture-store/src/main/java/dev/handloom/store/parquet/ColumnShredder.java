package dev.handloom.store.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes a cell of a row apart into the columns below it: numbers, truth values, texts, bytes,
/// lists or arrays, and maps for groups.
final class ColumnShredder {
  private final Node node;
  private final ColumnValues[] columns;

  ColumnShredder(Node node) {
    this.node = node;
    columns =
        Node.table(List.of(node)).leaves().stream()
            .map(ColumnValues::new)
            .toArray(ColumnValues[]::new);
  }

  ColumnValues[] columns() {
    return columns;
  }

  void add(@Nullable Object cell) {
    int written = write(node, cell, 0, 0, 0, 0);
    if (written != columns.length) {
      throw new IllegalStateException("A cell of “" + node.name() + "” was taken apart wrongly");
    }
  }

  /// @param begins the depth of repetition at which the next entry begins
  /// @param depth of repetition of the node
  /// @return the first column after those of the node
  private int write(
      Node at, @Nullable Object value, int column, int begins, int depth, int defined) {
    if (at.repeats() == Node.Repeats.AT_MOST_ONCE) {
      return value == null
          ? absent(at, column, begins, defined)
          : content(at, value, column, begins, depth, defined + 1);
    }
    if (value == null) {
      throw new IllegalArgumentException("“" + at.name() + "” must have a value");
    }
    return content(at, value, column, begins, depth, defined);
  }

  private int absent(Node at, int column, int begins, int defined) {
    int end = column + (at.isColumn() ? 1 : at.leaves().size());
    for (int i = column; i < end; i++) {
      columns[i].entry(begins, defined);
    }
    return end;
  }

  private int content(Node at, Object value, int column, int begins, int depth, int defined) {
    if (at.isColumn()) {
      columns[column].entry(begins, defined);
      leaf(columns[column], value);
      return column + 1;
    }
    if (at.isList()) {
      return list(at.children().getFirst(), value, column, begins, depth, defined);
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("“" + at.name() + "” is a group and gets a " + value);
    }
    int next = column;
    for (Node child : at.children()) {
      next = write(child, map.get(child.name()), next, begins, depth, defined);
    }
    return next;
  }

  private int list(Node middle, Object value, int column, int begins, int depth, int defined) {
    Node element = middle.children().getFirst();
    int size = size(value);
    int end = column;
    if (size == 0) {
      return absent(middle, column, begins, defined);
    }
    for (int i = 0; i < size; i++) {
      end =
          write(
              element,
              element(value, i),
              column,
              i == 0 ? begins : depth + 1,
              depth + 1,
              defined + 1);
    }
    return end;
  }

  private static int size(Object list) {
    return switch (list) {
      case List<?> many -> many.size();
      case float[] many -> many.length;
      case double[] many -> many.length;
      case long[] many -> many.length;
      case int[] many -> many.length;
      case Object[] many -> many.length;
      default -> throw new IllegalArgumentException("No list: " + list);
    };
  }

  private static @Nullable Object element(Object list, int i) {
    return switch (list) {
      case List<?> many -> many.get(i);
      case float[] many -> (double) many[i];
      case double[] many -> many[i];
      case long[] many -> many[i];
      case int[] many -> (long) many[i];
      case Object[] many -> many[i];
      default -> throw new IllegalArgumentException("No list: " + list);
    };
  }

  private static void leaf(ColumnValues into, Object value) {
    Physical type = into.leaf().type();
    switch (value) {
      case Boolean yes when type == Physical.BOOLEAN -> into.add(yes ? 1L : 0L);
      case Number number when type.isReal() -> into.add(number.doubleValue());
      case Number number when type.isWhole() -> into.add(number.longValue());
      case String text when type == Physical.BYTE_ARRAY ->
          into.add(text.getBytes(StandardCharsets.UTF_8));
      case byte[] bytes when type == Physical.BYTE_ARRAY -> into.add(bytes);
      default ->
          throw new IllegalArgumentException(
              "The column “" + into.leaf().name() + "” cannot hold a " + value.getClass());
    }
  }
}
