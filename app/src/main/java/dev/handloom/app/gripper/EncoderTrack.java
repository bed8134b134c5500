package dev.handloom.app.gripper;

import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.Arrays;

/// What an encoder says during a run. Belongs to one thread.
final class EncoderTrack {
  private static final int MOST = 1 << 20;

  private final EncoderChannel channel;
  private final RingReader reader;
  private final Sample sample;
  private long[] nanos = new long[1024];
  private double[] counts = new double[1024];
  private int size;

  EncoderTrack(EncoderChannel channel) {
    this.channel = channel;
    reader = channel.stream().ring().reader();
    sample = new Sample(channel.stream().spec());
  }

  /// Takes in what has come.
  void listen() {
    while (reader.poll(sample)) {
      boolean later = size == 0 || sample.captureNanos > nanos[size - 1];
      if (!later || size >= MOST) {
        continue;
      }
      if (size == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * size);
        counts = Arrays.copyOf(counts, 2 * size);
      }
      nanos[size] = sample.captureNanos;
      counts[size++] = sample.values[channel.channel()];
    }
  }

  String name() {
    return channel.name();
  }

  /// Rising.
  long[] nanos() {
    return Arrays.copyOf(nanos, size);
  }

  double[] counts() {
    return Arrays.copyOf(counts, size);
  }
}
