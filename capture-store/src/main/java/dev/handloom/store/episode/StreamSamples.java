package dev.handloom.store.episode;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// All samples of one stream, by column, in the order in which they came.
public final class StreamSamples {
  private static final int FIRST_CAPACITY = 1024;

  private final StreamSpec spec;
  private final int channels;
  private int size;
  private long[] capture = new long[FIRST_CAPACITY];
  private long[] bound = new long[FIRST_CAPACITY];
  private long[] arrival = new long[FIRST_CAPACITY];
  private long[] ticks = new long[FIRST_CAPACITY];
  private long[] sequence = new long[FIRST_CAPACITY];
  private double[] values;

  /// Of the second pass; empty without one.
  private long[] second;

  private long[] secondBound;

  StreamSamples(StreamSpec spec, boolean twice) {
    this.spec = spec;
    second = new long[twice ? FIRST_CAPACITY : 0];
    secondBound = new long[twice ? FIRST_CAPACITY : 0];
    channels = spec.channels().size();
    values = new double[FIRST_CAPACITY * channels];
  }

  /// @param better the second pass, gone on to this sample; null where it says nothing of it
  void add(PayloadReader payload, ClockCorrection.@Nullable Cursor better) throws IOException {
    if (payload.valueCount() != channels) {
      throw new IOException(
          spec.name() + " has " + payload.valueCount() + " values and not " + channels);
    }
    if (size == capture.length) {
      int more = 2 * size;
      capture = Arrays.copyOf(capture, more);
      bound = Arrays.copyOf(bound, more);
      arrival = Arrays.copyOf(arrival, more);
      ticks = Arrays.copyOf(ticks, more);
      sequence = Arrays.copyOf(sequence, more);
      values = Arrays.copyOf(values, more * channels);
      if (twice()) {
        second = Arrays.copyOf(second, more);
        secondBound = Arrays.copyOf(secondBound, more);
      }
    }
    if (twice()) {
      second[size] = better == null ? payload.captureNanos() : better.captureNanos();
      secondBound[size] = better == null ? payload.boundNanos() : better.boundNanos();
    }
    capture[size] = payload.captureNanos();
    bound[size] = payload.boundNanos();
    arrival[size] = payload.arrivalNanos();
    ticks[size] = payload.deviceTicks();
    sequence[size] = payload.sequence();
    for (int i = 0; i < channels; i++) {
      values[size * channels + i] = payload.value(i);
    }
    size++;
  }

  public StreamSpec spec() {
    return spec;
  }

  public int size() {
    return size;
  }

  /// Whether a second pass was made over the clock of this stream.
  public boolean twice() {
    return second.length > 0;
  }

  /// Studio time as the second pass has it; as it was live where there is none.
  public long secondCaptureNanos(int index) {
    return twice() ? second[index] : capture[index];
  }

  /// Of [#secondCaptureNanos].
  public long secondBoundNanos(int index) {
    return twice() ? secondBound[index] : bound[index];
  }

  /// Studio time, as it was known during the take.
  public long captureNanos(int index) {
    return capture[index];
  }

  /// [dev.handloom.device.stream.Sample#UNBOUNDED] where none was stated.
  public long boundNanos(int index) {
    return bound[index];
  }

  public long arrivalNanos(int index) {
    return arrival[index];
  }

  /// [dev.handloom.device.stream.Sample#NO_TICKS] where the device sends none.
  public long deviceTicks(int index) {
    return ticks[index];
  }

  public long sequence(int index) {
    return sequence[index];
  }

  public double value(int index, int channel) {
    return values[index * channels + channel];
  }

  /// Copies all values of a sample, as a hand's joints.
  public void values(int index, double[] into) {
    System.arraycopy(values, index * channels, into, 0, channels);
  }

  /// The last sample captured at or before a time, or -1: what held then.
  public int indexAt(long captureNanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (capture[middle] <= captureNanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
