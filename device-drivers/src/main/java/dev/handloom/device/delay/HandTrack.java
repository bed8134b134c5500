package dev.handloom.device.delay;

import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.Arrays;

/// Where a device's channels were over time, each as a share of its range; the rates of a gyroscope
/// as the way it has turned. Fed in order of time; belongs to one thread.
public final class HandTrack {
  /// More often nothing new is learnt of a hand.
  private static final long STEP_NANOS = 3_000_000L;

  private static final int FIRST_ROOM = 4096;

  private final int[] channels;
  private final double[] scale;
  private final boolean turns;
  private long[] nanos = new long[FIRST_ROOM];
  private double[] values;
  private int size;

  private final double[] turned;
  private final double[] rates;
  private long turnedNanos = Long.MIN_VALUE;

  public HandTrack(StreamSpec spec) {
    turns = ChannelMotion.turns(spec);
    channels = ChannelMotion.moving(spec);
    scale = new double[channels.length];
    for (int i = 0; i < channels.length; i++) {
      double range =
          spec.channels().get(channels[i]).high() - spec.channels().get(channels[i]).low();
      scale[i] = turns || !Double.isFinite(range) || range <= 0 ? 1 : 1 / range;
    }
    values = new double[FIRST_ROOM * channels.length];
    turned = new double[channels.length];
    rates = new double[channels.length];
  }

  /// Whether a stream says anything of motion.
  public static boolean of(StreamSpec spec) {
    return spec.kind() != StreamKind.VIDEO
        && !spec.derived()
        && ChannelMotion.moving(spec).length > 0;
  }

  /// The next sample.
  public void add(long captureNanos, double[] sample) {
    if (turns && turnedNanos != Long.MIN_VALUE) {
      double seconds = Math.max(0, captureNanos - turnedNanos) / 1e9;
      for (int i = 0; i < channels.length; i++) {
        double rate = (rates[i] + sample[channels[i]]) / 2;
        turned[i] += Double.isFinite(rate) ? rate * seconds : 0;
      }
    }
    for (int i = 0; i < channels.length; i++) {
      rates[i] = sample[channels[i]];
    }
    turnedNanos = captureNanos;
    if (size > 0 && captureNanos - nanos[size - 1] < STEP_NANOS) {
      return;
    }
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      values = Arrays.copyOf(values, 2 * size * channels.length);
    }
    nanos[size] = captureNanos;
    for (int i = 0; i < channels.length; i++) {
      double value = turns ? turned[i] : scale[i] * sample[channels[i]];
      // What a device could not tell stays as it was.
      values[size * channels.length + i] =
          Double.isFinite(value) ? value : size == 0 ? 0 : values[(size - 1) * channels.length + i];
    }
    size++;
  }

  public int size() {
    return size;
  }

  long firstNanos() {
    return size == 0 ? 0 : nanos[0];
  }

  long lastNanos() {
    return size == 0 ? 0 : nanos[size - 1];
  }

  /// How fast it moved, over even steps: by the way from half a window before to half of one after.
  double[] speed(long fromNanos, long stepNanos, int steps, long windowNanos) {
    double[] speed = new double[steps];
    double[] before = new double[channels.length];
    double[] after = new double[channels.length];
    for (int k = 0; k < steps; k++) {
      long at = fromNanos + k * stepNanos;
      where(at - windowNanos / 2, before);
      where(at + windowNanos / 2, after);
      double way = 0;
      for (int i = 0; i < channels.length; i++) {
        way += Math.abs(after[i] - before[i]);
      }
      speed[k] = way / (windowNanos / 1e9);
    }
    return speed;
  }

  /// How fast it moved around a time; 0 before anything came.
  public double speedAt(long nanos, long windowNanos) {
    return size == 0 ? 0 : speed(nanos, 1, 1, windowNanos)[0];
  }

  /// From one time to another, channel by channel.
  double[] way(long fromNanos, long toNanos) {
    double[] from = new double[channels.length];
    double[] to = new double[channels.length];
    where(fromNanos, from);
    where(toNanos, to);
    for (int i = 0; i < to.length; i++) {
      to[i] -= from[i];
    }
    return to;
  }

  private void where(long at, double[] into) {
    int found = Arrays.binarySearch(nanos, 0, size, at);
    int after = found >= 0 ? found : -found - 1;
    int first = Math.clamp(after - 1, 0, size - 1);
    int second = Math.clamp(after, 0, size - 1);
    double share =
        first == second ? 0 : (double) (at - nanos[first]) / (nanos[second] - nanos[first]);
    for (int i = 0; i < into.length; i++) {
      double a = values[first * into.length + i];
      into[i] = a + share * (values[second * into.length + i] - a);
    }
  }
}
