package dev.handloom.device.clock;

import java.util.Arrays;

/// The knots of a span as they grow.
final class Knots {
  private long[] at = new long[64];
  private long[] offset = new long[64];
  private long[] bound = new long[64];
  private int size;

  void add(long atNanos, long offsetNanos, long boundNanos) {
    if (size > 0 && atNanos <= at[size - 1]) {
      return;
    }
    if (size == at.length) {
      at = Arrays.copyOf(at, 2 * size);
      offset = Arrays.copyOf(offset, 2 * size);
      bound = Arrays.copyOf(bound, 2 * size);
    }
    at[size] = atNanos;
    offset[size] = offsetNanos;
    bound[size++] = boundNanos;
  }

  void addAll(Knots more) {
    for (int i = 0; i < more.size; i++) {
      add(more.at[i], more.offset[i], more.bound[i]);
    }
  }

  double meanBound() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += bound[i];
    }
    return size == 0 ? Double.POSITIVE_INFINITY : total / size;
  }

  ClockCorrection.Span span(long firstSample) {
    return new ClockCorrection.Span(
        firstSample,
        Arrays.copyOf(at, size),
        Arrays.copyOf(offset, size),
        Arrays.copyOf(bound, size));
  }
}
