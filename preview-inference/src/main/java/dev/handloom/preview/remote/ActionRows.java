package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Actions as servers give them: one array, or one for each part of the robot; with a batch of one
/// or without.
///
/// @param names of the columns, where parts have names
record ActionRows(float[][] rows, List<String> names) {
  private static final int MOST_VALUES = 1 << 22;

  /// @throws ModelException where it is no chunk of actions
  static ActionRows of(NumberArray array) throws ModelException {
    int columns = array.fromLast(0);
    int rows = array.fromLast(1);
    if (array.shape().length > 3
        || (array.shape().length == 3 && array.shape()[0] != 1)
        || array.size() == 0
        || array.size() > MOST_VALUES) {
      throw new ModelException(Kind.UNCLEAR, "The model's actions have the shape " + array);
    }
    float[] all = array.floats();
    float[][] table = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(all, row * columns, table[row], 0, columns);
    }
    return new ActionRows(table, List.of());
  }

  /// Parts beside each other.
  static ActionRows of(Map<String, NumberArray> parts) throws ModelException {
    List<String> names = new ArrayList<>();
    float[][] together = new float[0][];
    for (Map.Entry<String, NumberArray> part : parts.entrySet()) {
      float[][] rows = of(part.getValue()).rows();
      if (together.length == 0) {
        together = new float[rows.length][0];
      }
      if (rows.length != together.length) {
        throw new ModelException(
            Kind.UNCLEAR,
            "The parts of the model's actions are not equally long: " + parts.keySet());
      }
      for (int row = 0; row < rows.length; row++) {
        float[] wider =
            java.util.Arrays.copyOf(together[row], together[row].length + rows[row].length);
        System.arraycopy(rows[row], 0, wider, together[row].length, rows[row].length);
        together[row] = wider;
      }
      int columns = rows[0].length;
      for (int c = 0; c < columns; c++) {
        names.add(columns == 1 ? part.getKey() : part.getKey() + "." + c);
      }
    }
    return new ActionRows(together, names);
  }

  /// Whatever looks like an array: a real one, or lists in lists.
  static @Nullable NumberArray array(@Nullable Object value) {
    if (value instanceof NumberArray array) {
      return array;
    }
    List<Integer> shape = new ArrayList<>();
    Object inner = value;
    while (inner instanceof List<?> list && !list.isEmpty() && shape.size() < 4) {
      shape.add(list.size());
      inner = list.getFirst();
    }
    if (shape.isEmpty() || !(inner instanceof Number)) {
      return null;
    }
    List<Float> values = new ArrayList<>();
    if (!flatten(value, shape, 0, values)) {
      return null;
    }
    float[] all = new float[values.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = values.get(i);
    }
    return NumberArray.of(all, shape.stream().mapToInt(Integer::intValue).toArray());
  }

  private static boolean flatten(
      @Nullable Object value, List<Integer> shape, int depth, List<Float> into) {
    if (depth == shape.size()) {
      return value instanceof Number number && into.add(number.floatValue());
    }
    if (!(value instanceof List<?> list) || list.size() != shape.get(depth)) {
      return false;
    }
    for (Object item : list) {
      if (!flatten(item, shape, depth + 1, into)) {
        return false;
      }
    }
    return true;
  }
}
