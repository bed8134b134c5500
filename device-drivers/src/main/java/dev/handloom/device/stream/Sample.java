package dev.handloom.device.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// One sample, as a reusable holder: the writer fills one and publishes it, a reader owns one and
/// has the ring copy into it. Belongs to one thread at a time.
public final class Sample {
  /// The device sent no time of its own.
  public static final long NO_TICKS = Long.MIN_VALUE;

  /// The bound of a capture time of which nothing is known yet.
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /// Counted by the device where it counts, else by the driver; a step above one is a loss.
  public long sequence;

  /// The device's own stamp as it came, in its ticks, or [#NO_TICKS].
  public long deviceTicks;

  /// Studio time at which the first byte was in the studio's hands.
  public long arrivalNanos;

  /// Studio time at which the thing was measured, as estimated.
  public long captureNanos;

  /// How far [#captureNanos] may be from the truth, or [#UNBOUNDED].
  public long boundNanos;

  /// One number per channel.
  public final double[] values;

  /// Picture bytes; empty for streams without.
  public final MemorySegment payload;

  /// How many bytes of [#payload] are used.
  public int payloadLength;

  public Sample(StreamSpec spec) {
    this(spec.channels().size(), spec.payloadCapacity());
  }

  /// Without values: only its times are of interest.
  public static Sample stampOnly() {
    return new Sample(0, 0);
  }

  Sample(int channels, int payloadCapacity) {
    values = new double[channels];
    payload =
        payloadCapacity == 0
            ? MemorySegment.NULL
            : Arena.ofAuto().allocate(payloadCapacity, Long.BYTES);
  }

  /// Makes this a copy of another sample of the same stream.
  public void copyFrom(Sample other) {
    sequence = other.sequence;
    deviceTicks = other.deviceTicks;
    arrivalNanos = other.arrivalNanos;
    captureNanos = other.captureNanos;
    boundNanos = other.boundNanos;
    System.arraycopy(other.values, 0, values, 0, values.length);
    payloadLength = other.payloadLength;
    if (payloadLength > 0) {
      MemorySegment.copy(other.payload, 0, payload, 0, payloadLength);
    }
  }
}
