package dev.handloom.store.sync;

import java.util.Arrays;

/// Nanoseconds of many samples, as floats: a day of a stream fits in memory.
final class Figures {
  private float[] values = new float[1024];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = (float) value;
  }

  int size() {
    return size;
  }

  float get(int index) {
    return values[index];
  }

  Figures sorted() {
    Figures sorted = new Figures();
    sorted.values = Arrays.copyOf(values, size);
    sorted.size = size;
    Arrays.sort(sorted.values);
    return sorted;
  }

  /// Of sorted ones.
  double quantile(double share) {
    return size == 0 ? 0 : values[(int) Math.round(share * (size - 1))];
  }
}
