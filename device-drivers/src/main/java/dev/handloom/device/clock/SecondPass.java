package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds out anew when the samples of a finished take were captured, knowing what came after each.
///
/// A [HullClock] goes through the samples and tells where device time broke and which samples were
/// delayed least; of those, a lower hull is laid around each moment, half a minute to both sides.
/// Live, a clock can only look back, and must carry on the drift of a minute ago.
public final class SecondPass {
  /// Raised when the same samples would come out otherwise.
  public static final int VERSION = 1;

  /// Named in what is stored.
  public static final String METHOD = "least-delay hull to both sides";

  private final DeviceTicks ticks;
  private final HullClock clock;
  private final Sample holder = Sample.stampOnly();
  private final List<Stretch> stretches = new ArrayList<>();
  private final List<Long> firstSamples = new ArrayList<>();
  private Stretch current = new Stretch(0);
  private long samples;
  private long shiftNanos;
  private final long uncertaintyNanos;
  private final long leastNanos;
  private final long halfTickNanos;

  /// @param delay of the path, as the live pass assumed it
  public SecondPass(DeviceTicks ticks, PathDelay delay) {
    this.ticks = ticks;
    halfTickNanos = 500_000_000L / ticks.perSecond();
    leastNanos = delay.leastNanos();
    uncertaintyNanos = delay.uncertaintyNanos();
    clock = new HullClock(ticks, delay, new Watch());
    begin(0);
  }

  /// The next sample, in the order in which they came.
  public void add(long deviceTicks, long arrivalNanos) {
    holder.deviceTicks = deviceTicks;
    holder.arrivalNanos = arrivalNanos;
    clock.stamp(holder);
    samples++;
    current.reach(clock.deviceNanos());
  }

  /// The path at the end, with the steps that were seen.
  public PathDelay pathAtEnd() {
    return clock.pathNow();
  }

  private void begin(long firstSample) {
    current = new Stretch(shiftNanos);
    stretches.add(current);
    firstSamples.add(firstSample);
  }

  /// What was found.
  public ClockCorrection correction() {
    clock.finish();
    List<ClockCorrection.Span> spans = new ArrayList<>();
    for (int i = 0; i < stretches.size(); ) {
      Knots knots = new Knots();
      long first = firstSamples.get(i);
      do {
        stretches.get(i).envelope(knots, leastNanos, uncertaintyNanos, halfTickNanos);
        i++;
      } while (i < stretches.size() && firstSamples.get(i) == first);
      spans.add(knots.span(first));
    }
    return new ClockCorrection(ticks, spans);
  }

  private final class Watch implements FloorWatch {
    @Override
    public void floor(long deviceNanos, long offsetNanos) {
      current.add(deviceNanos, offsetNanos);
    }

    @Override
    public void stepped(long sinceDeviceNanos, long shift) {
      shiftNanos = shift;
      split(sinceDeviceNanos);
    }

    @Override
    public void broke(long sinceDeviceNanos) {
      split(sinceDeviceNanos);
    }

    private void split(long sinceDeviceNanos) {
      Stretch before = current;
      current = new Stretch(shiftNanos);
      before.handOver(sinceDeviceNanos, current);
      stretches.add(current);
      firstSamples.add(firstSamples.getLast());
    }

    @Override
    public void restarted() {
      begin(samples);
    }
  }

  /// Knots as they grow.
  static final class Knots {
    private long[] at = new long[64];
    private long[] offset = new long[64];
    private long[] bound = new long[64];
    private int size;

    void add(long atNanos, long offsetNanos, long boundNanos) {
      if (size > 0 && atNanos <= at[size - 1]) {
        return;
      }
      if (size == at.length) {
        at = Arrays.copyOf(at, 2 * size);
        offset = Arrays.copyOf(offset, 2 * size);
        bound = Arrays.copyOf(bound, 2 * size);
      }
      at[size] = atNanos;
      offset[size] = offsetNanos;
      bound[size++] = boundNanos;
    }

    ClockCorrection.Span span(long firstSample) {
      return new ClockCorrection.Span(
          firstSample,
          Arrays.copyOf(at, size),
          Arrays.copyOf(offset, size),
          Arrays.copyOf(bound, size));
    }
  }
}
