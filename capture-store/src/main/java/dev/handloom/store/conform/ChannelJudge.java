package dev.handloom.store.conform;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.conform.ConformanceReport.ChannelFigures;
import dev.handloom.store.episode.StreamSamples;
import java.util.Arrays;

/// Looks at one channel of a take: does it live, is it quiet where nothing moves, does it reach the
/// ends of its range.
final class ChannelJudge {
  /// A share of the samples at an end of the range that no gesture explains.
  static final double MOST_AT_ENDS = 0.25;

  /// A channel that trembles by more than this share of all it went through cannot be read...
  static final double MOST_NOISE = 0.08;

  /// ...unless that is next to nothing of its range: then it was hardly moved.
  static final double LEAST_NOISE = 0.005;

  /// Values that do not change at all for so long, and for half of the take, are stuck.
  static final double STUCK_SECONDS = 30;

  /// Half the samples of a still channel lie within this much of the median: Gauss's law.
  private static final double MAD_TO_SIGMA = 1.4826;

  /// Of second differences of independent noise: 1, -2, 1.
  private static final double SECOND_DIFFERENCE = Math.sqrt(6);

  private ChannelJudge() {}

  /// One channel of a stream.
  interface Column {
    int size();

    double value(int index);

    long captureNanos(int index);
  }

  /// One of a take.
  record Of(StreamSamples samples, int channel) implements Column {
    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public double value(int index) {
      return samples.value(index, channel);
    }

    @Override
    public long captureNanos(int index) {
      return samples.captureNanos(index);
    }
  }

  static ChannelFigures figures(StreamSamples samples, int channel) {
    // Nobody is asked to press anything.
    boolean pressed = samples.spec().name().endsWith("/buttons");
    return figures(samples.spec().channels().get(channel), pressed, new Of(samples, channel));
  }

  /// @param pressed whether it belongs to buttons, which nobody is asked to use
  static ChannelFigures figures(Channel spec, boolean pressed, Column samples) {
    int n = samples.size();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int atEnds = 0;
    int stillFrom = 0;
    double still = 0;
    for (int i = 0; i < n; i++) {
      double value = samples.value(i);
      low = Math.min(low, value);
      high = Math.max(high, value);
      if (value <= spec.low() || value >= spec.high()) {
        atEnds++;
      }
      if (i > 0 && value != samples.value(i - 1)) {
        stillFrom = i;
      }
      still = Math.max(still, seconds(samples, stillFrom, i));
    }
    double range = spec.high() - spec.low();
    double went = high - low;
    double noise = went > 0 ? noise(samples) / went : 0;
    double share = n == 0 ? 0 : atEnds / (double) n;
    double whole = n == 0 ? 0 : seconds(samples, 0, n - 1);
    String state = state(samples, spec, pressed, went, noise, share, still, whole);
    return new ChannelFigures(
        spec.name(),
        n == 0 ? 0 : low,
        n == 0 ? 0 : high,
        n == 0 ? 0 : went / range,
        noise,
        share,
        still,
        state);
  }

  private static String state(
      Column samples,
      Channel spec,
      boolean pressed,
      double went,
      double noise,
      double atEnds,
      double still,
      double whole) {
    if (samples.size() < 3) {
      return "unused";
    }
    if (spec.unit() == Unit.SWITCH || pressed) {
      return went > 0 ? "lives" : "unused";
    }
    if (went == 0) {
      return "dead";
    }
    if (still >= STUCK_SECONDS && still > whole / 2) {
      return "stuck";
    }
    if (atEnds > MOST_AT_ENDS) {
      return "saturated";
    }
    double ofRange = noise * went / (spec.high() - spec.low());
    return noise > MOST_NOISE && ofRange > LEAST_NOISE ? "noisy" : "lives";
  }

  private static double seconds(Column samples, int from, int to) {
    return (samples.captureNanos(to) - samples.captureNanos(from)) / 1e9;
  }

  /// Standard deviation of what changes from sample to sample and back: movement is smooth over
  /// three samples, noise is not.
  private static double noise(Column samples) {
    int n = samples.size() - 2;
    double[] second = new double[Math.max(1, n)];
    for (int i = 0; i < n; i++) {
      second[i] = Math.abs(samples.value(i) - 2 * samples.value(i + 1) + samples.value(i + 2));
    }
    Arrays.sort(second);
    return MAD_TO_SIGMA * second[second.length / 2] / SECOND_DIFFERENCE;
  }
}
