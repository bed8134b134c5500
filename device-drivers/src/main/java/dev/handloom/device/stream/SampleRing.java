package dev.handloom.device.stream;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The bounded memory of a stream: one writer, any number of readers that follow with cursors of
/// their own. The writer never waits. A reader that falls more than the capacity behind is moved
/// forward and told how much it missed.
///
/// Works as a sequence lock per ring: the writer claims an index before it touches the slot and
/// publishes it after; a reader copies first and then looks whether the slot had been claimed again
/// meanwhile.
public final class SampleRing {
  private static final int META = 6;
  private static final int SEQUENCE = 0;
  private static final int TICKS = 1;
  private static final int ARRIVAL = 2;
  private static final int CAPTURE = 3;
  private static final int BOUND = 4;
  private static final int LENGTH = 5;

  private static final VarHandle CLAIMED;
  private static final VarHandle PUBLISHED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CLAIMED = lookup.findVarHandle(SampleRing.class, "claimed", long.class);
      PUBLISHED = lookup.findVarHandle(SampleRing.class, "published", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final StreamSpec spec;
  private final int capacity;
  private final int mask;
  private final int timesCapacity;
  private final int timesMask;
  private final int channels;
  private final int payloadCapacity;
  private final long[] meta;
  private final double[] values;
  private final MemorySegment payloads;

  // Written by one thread through the handles above.
  @SuppressWarnings("UnusedVariable")
  private long claimed;

  @SuppressWarnings("UnusedVariable")
  private long published;

  /// @param capacity samples held; rounded up to a power of two
  public SampleRing(StreamSpec spec, int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("A ring of " + capacity + " holds nothing");
    }
    this.spec = spec;
    this.capacity = Integer.highestOneBit(capacity - 1) << 1;
    mask = this.capacity - 1;
    timesCapacity =
        spec.payloadCapacity() == 0 ? this.capacity : Math.max(this.capacity, TIMES_HELD);
    timesMask = timesCapacity - 1;
    channels = spec.channels().size();
    payloadCapacity = spec.payloadCapacity();
    meta = new long[timesCapacity * META];
    values = new double[timesCapacity * channels];
    payloads =
        payloadCapacity == 0
            ? MemorySegment.NULL
            : Arena.ofAuto().allocate((long) this.capacity * payloadCapacity, Long.BYTES);
  }

  /// A ring that holds about the given time at the stream's nominal rate, within sensible sizes.
  public static SampleRing holding(StreamSpec spec, double seconds) {
    int wanted = (int) Math.ceil(spec.nominalHz() * seconds);
    int most = spec.payloadCapacity() == 0 ? 1 << 16 : MOST_FRAMES;
    return new SampleRing(spec, Math.clamp(wanted, 8, most));
  }

  /// Pictures are large: a second's worth at 30 fps is kept, about 40 MB at 640×480.
  private static final int MOST_FRAMES = 32;

  /// The times of a picture outlive its pixels: whoever comes too late can still say what it
  /// missed. Half a minute at 30 fps; a power of two.
  private static final int TIMES_HELD = 1024;

  public StreamSpec spec() {
    return spec;
  }

  public int capacity() {
    return capacity;
  }

  /// How many samples have been published since the start.
  public long published() {
    return (long) PUBLISHED.getAcquire(this);
  }

  /// Copies a sample in. One thread only.
  public void publish(Sample sample) {
    long index = (long) PUBLISHED.getOpaque(this);
    CLAIMED.setOpaque(this, index + 1);
    VarHandle.storeStoreFence();
    int slot = (int) index & mask;
    int times = (int) index & timesMask;
    int m = times * META;
    meta[m + SEQUENCE] = sample.sequence;
    meta[m + TICKS] = sample.deviceTicks;
    meta[m + ARRIVAL] = sample.arrivalNanos;
    meta[m + CAPTURE] = sample.captureNanos;
    meta[m + BOUND] = sample.boundNanos;
    meta[m + LENGTH] = sample.payloadLength;
    System.arraycopy(sample.values, 0, values, times * channels, channels);
    if (sample.payloadLength > 0) {
      MemorySegment.copy(
          sample.payload, 0, payloads, (long) slot * payloadCapacity, sample.payloadLength);
    }
    PUBLISHED.setRelease(this, index + 1);
  }

  /// A reader that begins with the next sample to come.
  public RingReader reader() {
    return new RingReader(this, published());
  }

  /// A reader that begins with the oldest sample still held.
  public RingReader readerFromOldest() {
    return new RingReader(this, Math.max(0, published() - capacity + 1));
  }

  /// Copies the newest sample out; false while there is none.
  public boolean latest(Sample into) {
    while (true) {
      long newest = published() - 1;
      if (newest < 0) {
        return false;
      }
      if (copy(newest, into)) {
        return true;
      }
      Thread.onSpinWait();
    }
  }

  /// Copies the sample of an index out; false if the writer has begun to overwrite it.
  boolean copy(long index, Sample into) {
    int length = copyMeta(index, into);
    into.payloadLength = length;
    if (length > 0) {
      long slot = index & mask;
      MemorySegment.copy(payloads, slot * payloadCapacity, into.payload, 0, length);
    }
    VarHandle.loadLoadFence();
    return (long) CLAIMED.getOpaque(this) - index <= capacity;
  }

  /// Copies all but the payload out; false if the writer has begun to overwrite even that.
  boolean copyTimes(long index, Sample into) {
    copyMeta(index, into);
    into.payloadLength = 0;
    VarHandle.loadLoadFence();
    return (long) CLAIMED.getOpaque(this) - index <= timesCapacity;
  }

  private int copyMeta(long index, Sample into) {
    int times = (int) index & timesMask;
    int m = times * META;
    into.sequence = meta[m + SEQUENCE];
    into.deviceTicks = meta[m + TICKS];
    into.arrivalNanos = meta[m + ARRIVAL];
    into.captureNanos = meta[m + CAPTURE];
    into.boundNanos = meta[m + BOUND];
    System.arraycopy(values, times * channels, into.values, 0, channels);
    // A torn length is bounded here and thrown away by the caller.
    return (int) Math.clamp(meta[m + LENGTH], 0L, payloadCapacity);
  }

  /// How many samples back the times are held; no fewer than [#capacity].
  int timesCapacity() {
    return timesCapacity;
  }
}
