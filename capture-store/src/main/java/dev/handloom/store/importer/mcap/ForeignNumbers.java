package dev.handloom.store.importer.mcap;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A stream of numbers on its way out of a file of others. Which numbers it has, its first message
/// says.
final class ForeignNumbers {
  /// More numbers than that at once are a picture, or a mistake.
  static final int MOST_CHANNELS = 4096;

  private static final double SECOND_NANOS = 1e9;
  private static final double SLOWEST_HZ = 0.01;
  private static final double FASTEST_HZ = 10_000;

  private final String name;
  private final Meaning meaning;
  private final List<String> channels;
  private final List<double[]> rows = new ArrayList<>();
  private final TopicTimes times = new TopicTimes();
  private int others;

  ForeignNumbers(String name, Meaning meaning, Map<String, Double> first) {
    this.name = name;
    this.meaning = meaning;
    channels = List.copyOf(first.keySet());
  }

  TopicTimes times() {
    return times;
  }

  /// How many messages had other numbers than the first one.
  int others() {
    return others;
  }

  /// What a message lacks is no number there; what it has more is left out.
  void add(Map<String, Double> values) {
    double[] row = new double[channels.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.getOrDefault(channels.get(i), Double.NaN);
    }
    if (values.size() != row.length || !values.keySet().containsAll(channels)) {
      others++;
    }
    rows.add(row);
  }

  /// @param chosen when each message was
  /// @param begunNanos when the episode began
  Numbers numbers(long[] chosen, long begunNanos) {
    int[] order =
        IntStream.range(0, chosen.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> chosen[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] nanos = new long[order.length];
    double[][] values = new double[order.length][];
    for (int i = 0; i < order.length; i++) {
      nanos[i] = chosen[order[i]] - begunNanos;
      values[i] = rows.get(order[i]);
    }
    return new Numbers(spec(hz(nanos), values), nanos, values, Sample.UNBOUNDED);
  }

  /// How many there are in a second, from the middle one of the steps.
  static double hz(long[] nanos) {
    if (nanos.length < 2) {
      return 1;
    }
    long[] steps = new long[nanos.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = nanos[i + 1] - nanos[i];
    }
    Arrays.sort(steps);
    long middle = steps[steps.length / 2];
    double mean = (double) (nanos[nanos.length - 1] - nanos[0]) / steps.length;
    double step = middle > 0 ? middle : mean;
    return step > 0 ? Math.clamp(SECOND_NANOS / step, SLOWEST_HZ, FASTEST_HZ) : FASTEST_HZ;
  }

  private StreamSpec spec(double hz, double[][] values) {
    List<Channel> made = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] row : values) {
        if (Double.isFinite(row[i])) {
          low = Math.min(low, row[i]);
          high = Math.max(high, row[i]);
        }
      }
      boolean any = low <= high;
      double margin = any ? 0.05 * (high - low) + 1e-3 * Math.max(1, Math.abs(high)) : 1;
      made.add(
          new Channel(
              channels.get(i),
              unit(channels.get(i)),
              any ? low - margin : -margin,
              any ? high + margin : margin));
    }
    return StreamSpec.signal(name, made, hz, null);
  }

  /// Where the published message has one by its definition.
  private Unit unit(String channel) {
    return switch (meaning) {
      case POSE, TRANSFORMS -> channel.startsWith("q") ? Unit.NONE : Unit.METRE;
      case INERTIAL ->
          channel.startsWith("angular_velocity")
              ? Unit.RADIAN_PER_SECOND
              : channel.startsWith("linear_acceleration")
                  ? Unit.METRE_PER_SECOND_SQUARED
                  : Unit.NONE;
      default -> Unit.UNKNOWN;
    };
  }
}
