package dev.handloom.store.importer.mcap;

import dev.handloom.store.importer.EpisodeDraft.Stamps;
import dev.handloom.store.payload.PayloadReader;
import java.util.Arrays;

/// Gathers what was recorded of each sample beside its values.
final class OwnStamps {
  private static final int FIRST = 256;

  private long[] captures = new long[FIRST];
  private long[] bounds = new long[FIRST];
  private long[] arrivals = new long[FIRST];
  private long[] ticks = new long[FIRST];
  private long[] sequences = new long[FIRST];
  private int count;

  void add(PayloadReader read) {
    if (count == captures.length) {
      captures = Arrays.copyOf(captures, 2 * count);
      bounds = Arrays.copyOf(bounds, 2 * count);
      arrivals = Arrays.copyOf(arrivals, 2 * count);
      ticks = Arrays.copyOf(ticks, 2 * count);
      sequences = Arrays.copyOf(sequences, 2 * count);
    }
    captures[count] = read.captureNanos();
    bounds[count] = read.boundNanos();
    arrivals[count] = read.arrivalNanos();
    ticks[count] = read.deviceTicks();
    sequences[count] = read.sequence();
    count++;
  }

  int count() {
    return count;
  }

  long[] captures() {
    return Arrays.copyOf(captures, count);
  }

  Stamps stamps() {
    return new Stamps(
        Arrays.copyOf(bounds, count),
        Arrays.copyOf(arrivals, count),
        Arrays.copyOf(ticks, count),
        Arrays.copyOf(sequences, count));
  }
}
