package dev.handloom.store.motion;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How much the hands and sensors of an episode moved, in steps of ten milliseconds.
///
/// A stream's speed is the mean over its channels of the share of their range that they cross in a
/// second; the curve is the largest of all streams, smoothed over a tenth of a second.
public final class MotionCurve {
  public static final long STEP_NANOS = 10_000_000L;

  private static final int SMOOTH_STEPS = 10;

  /// Samples farther apart tell nothing of what was between them.
  private static final long LONGEST_STEP_NANOS = 200_000_000L;

  /// A take is at least so long, for one with few samples.
  private static final int KNOWN_STEPS = 6_000;

  private static final int MOST_STEPS = 20_000_000;

  /// A minimum is one if the speed around it reaches so many times as much.
  private static final double PROMINENCE = 1.5;

  private final long startNanos;
  private final double[] speed;

  private MotionCurve(long startNanos, double[] speed) {
    this.startNanos = startNanos;
    this.speed = speed;
  }

  /// Of all streams of numbers that are no switches.
  public static MotionCurve of(EpisodeReader episode) {
    long start = episode.startNanos();
    long known = KNOWN_STEPS;
    for (StreamSamples samples : episode.signals().values()) {
      known += (LONGEST_STEP_NANOS / STEP_NANOS) * samples.size();
    }
    // Times that are wrong may lie years apart; more steps than samples can tell of are not needed.
    int most = (int) Math.min(known, MOST_STEPS);
    int steps = Math.clamp((episode.stopNanos() - start) / STEP_NANOS + 1, 1, most);
    double[] fastest = new double[steps];
    Arrays.fill(fastest, Double.NaN);
    for (StreamSamples samples : episode.signals().values()) {
      if (moves(samples)) {
        add(samples, start, fastest);
      }
    }
    return new MotionCurve(start, smooth(fastest));
  }

  private static boolean moves(StreamSamples samples) {
    StreamKind kind = samples.spec().kind();
    return (kind == StreamKind.HAND || kind == StreamKind.SIGNAL)
        && samples.size() > 1
        && samples.spec().channels().stream().noneMatch(c -> c.unit() == Unit.SWITCH);
  }

  private static void add(StreamSamples samples, long start, double[] most) {
    double[] range = ranges(samples);
    double[] sum = new double[most.length];
    int[] count = new int[most.length];
    for (int i = 1; i < samples.size(); i++) {
      long before = samples.captureNanos(i - 1);
      long now = samples.captureNanos(i);
      int step = (int) ((now - start) / STEP_NANOS);
      if (now <= before || now - before > LONGEST_STEP_NANOS || step < 0 || step >= most.length) {
        continue;
      }
      double moved = 0;
      for (int c = 0; c < range.length; c++) {
        moved += Math.abs(samples.value(i, c) - samples.value(i - 1, c)) / range[c];
      }
      // A slow stream's step fills all that it covers.
      int from = Math.max(0, (int) ((before - start) / STEP_NANOS) + 1);
      for (int s = Math.min(from, step); s <= step; s++) {
        sum[s] += moved / range.length * 1e9 / (now - before);
        count[s]++;
      }
    }
    for (int s = 0; s < most.length; s++) {
      if (count[s] > 0 && Double.isFinite(sum[s])) {
        double mean = sum[s] / count[s];
        most[s] = Double.isNaN(most[s]) ? mean : Math.max(most[s], mean);
      }
    }
  }

  private static double[] ranges(StreamSamples samples) {
    List<Channel> channels = samples.spec().channels();
    double[] range = new double[channels.size()];
    for (int c = 0; c < range.length; c++) {
      double width = channels.get(c).high() - channels.get(c).low();
      range[c] = width > 0 && Double.isFinite(width) ? width : 1;
    }
    return range;
  }

  private static double[] smooth(double[] raw) {
    double[] smooth = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      double sum = 0;
      int count = 0;
      int last = Math.min(raw.length - 1, i + SMOOTH_STEPS / 2);
      for (int j = Math.max(0, i - SMOOTH_STEPS / 2); j <= last; j++) {
        if (!Double.isNaN(raw[j])) {
          sum += raw[j];
          count++;
        }
      }
      smooth[i] = count == 0 ? Double.NaN : sum / count;
    }
    return smooth;
  }

  /// Shares of their range that the channels cross in a second; NaN where nothing was recorded.
  public double at(long studioNanos) {
    int step = (int) ((studioNanos - startNanos) / STEP_NANOS);
    return step < 0 || step >= speed.length ? Double.NaN : speed[step];
  }

  public int steps() {
    return speed.length;
  }

  /// Of a step.
  public double speed(int step) {
    return speed[step];
  }

  /// When a step was, studio time.
  public long nanos(int step) {
    return startNanos + step * STEP_NANOS;
  }

  /// The speed that is exceeded a tenth of the time; NaN where nothing was recorded.
  public double brisk() {
    double[] known = Arrays.stream(speed).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return known.length == 0 ? Double.NaN : known[(int) (0.9 * (known.length - 1))];
  }

  /// The moments at which one movement ends and the next begins: where the speed has a clear
  /// minimum, and where a switch turns. Studio time, in order.
  public long[] events(EpisodeReader episode) {
    TreeSet<Long> moments = new TreeSet<>(minima());
    for (Map.Entry<String, StreamSamples> each : episode.signals().entrySet()) {
      turns(each.getValue(), moments);
    }
    return moments.stream().mapToLong(Long::longValue).toArray();
  }

  private List<Long> minima() {
    List<Long> found = new ArrayList<>();
    int least = 0;
    double top = 0;
    boolean falling = false;
    for (int i = 0; i < speed.length; i++) {
      double v = speed[i];
      if (Double.isNaN(v)) {
        continue;
      }
      if (falling) {
        if (v < speed[least]) {
          least = i;
        } else if (v > speed[least] * PROMINENCE + 1e-6) {
          found.add(nanos(least));
          falling = false;
          top = v;
        }
      } else if (v > top) {
        top = v;
      } else if (v * PROMINENCE < top) {
        falling = true;
        least = i;
      }
    }
    return found;
  }

  private static void turns(StreamSamples samples, Set<Long> moments) {
    List<Channel> channels = samples.spec().channels();
    for (int c = 0; c < channels.size(); c++) {
      if (channels.get(c).unit() == Unit.SWITCH) {
        for (int i = 1; i < samples.size(); i++) {
          if (samples.value(i, c) != samples.value(i - 1, c)) {
            moments.add(samples.captureNanos(i));
          }
        }
      }
    }
  }
}
