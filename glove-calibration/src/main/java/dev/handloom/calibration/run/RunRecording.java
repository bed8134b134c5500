package dev.handloom.calibration.run;

import java.util.Arrays;

/// Everything that the glove said during a run, as it came: the evidence behind a profile.
public final class RunRecording {
  /// In place of the number of a hold.
  public static final int NO_HOLD = -1;

  private static final int FIRST = 1 << 12;

  private final int channels;
  private long[] nanos = new long[FIRST];
  private int[] holds = new int[FIRST];
  private double[] values;
  private int count;

  public RunRecording(int channels) {
    this.channels = channels;
    values = new double[FIRST * channels];
  }

  /// @param hold the number of the hold that was being waited for
  public void add(long captureNanos, int hold, double[] sample) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
      holds = Arrays.copyOf(holds, 2 * count);
      values = Arrays.copyOf(values, 2 * values.length);
    }
    nanos[count] = captureNanos;
    holds[count] = hold;
    System.arraycopy(sample, 0, values, count * channels, channels);
    count++;
  }

  /// What was said while a hold was waited for that was left out: it stays, and belongs to none.
  public void leaveOut(int hold) {
    for (int s = 0; s < count; s++) {
      holds[s] = holds[s] == hold ? NO_HOLD : holds[s];
    }
  }

  public int channels() {
    return channels;
  }

  public int count() {
    return count;
  }

  public long nanos(int sample) {
    return nanos[sample];
  }

  /// Which hold was being waited for, or [#NO_HOLD].
  public int hold(int sample) {
    return holds[sample];
  }

  public double value(int sample, int channel) {
    return values[sample * channels + channel];
  }

  /// A sample's values.
  public void values(int sample, double[] out) {
    System.arraycopy(values, sample * channels, out, 0, channels);
  }
}
