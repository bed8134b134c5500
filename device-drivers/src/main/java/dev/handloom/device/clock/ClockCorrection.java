package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.List;
import java.util.stream.LongStream;

/// From device ticks to studio time, by straight pieces, as a [SecondPass] found it.
///
/// @param ticks how the device counts
/// @param spans in the order of the samples; device time begins anew with each
public record ClockCorrection(DeviceTicks ticks, List<Span> spans) {
  /// A stamp cannot lie so long after its arrival: its device time belongs to nothing known.
  private static final long IMPOSSIBLE_NANOS = 3_000_000L;

  public ClockCorrection {
    spans = List.copyOf(spans);
  }

  /// A stretch without a restart of the device's counter.
  ///
  /// @param firstSample the first it holds for, counted from 0 over the stream
  /// @param at device time of the knots, nanoseconds since the span's first sample, rising
  /// @param offset studio time of capture less device time, at each knot
  /// @param bound how far the truth may be, at each knot
  public record Span(long firstSample, long[] at, long[] offset, long[] bound) {
    public Span {
      if (at.length != offset.length || at.length != bound.length) {
        throw new IllegalArgumentException("Knots without all of their figures");
      }
      for (int i = 1; i < at.length; i++) {
        if (at[i] <= at[i - 1]) {
          throw new IllegalArgumentException("Knots must rise");
        }
      }
    }
  }

  /// All times so much later, and known so much less well.
  public ClockCorrection moved(long laterNanos, long doubtNanos) {
    return new ClockCorrection(
        ticks,
        spans.stream()
            .map(span ->
                new Span(
                    span.firstSample(),
                    span.at(),
                    LongStream.of(span.offset()).map(n -> n + laterNanos).toArray(),
                    LongStream.of(span.bound()).map(n -> n + doubtNanos).toArray()))
            .toList());
  }

  /// Goes through the samples of the stream once, from the first.
  public Cursor cursor() {
    return new Cursor(this);
  }

  /// Gives capture times to samples in the order in which they came.
  public static final class Cursor {
    private final ClockCorrection correction;
    private final TickUnwrapper unwrapper;
    private long sample;
    private int span = -1;
    private int knot;
    private long captureNanos;
    private long boundNanos;

    private Cursor(ClockCorrection correction) {
      this.correction = correction;
      unwrapper = new TickUnwrapper(correction.ticks());
    }

    /// Goes to the next sample. False where nothing is known of it, and its live times hold.
    public boolean next(long deviceTicks, long arrivalNanos) {
      List<Span> spans = correction.spans();
      while (span + 1 < spans.size() && spans.get(span + 1).firstSample() <= sample) {
        span++;
        knot = 0;
        unwrapper.reset();
      }
      sample++;
      if (span < 0 || deviceTicks == Sample.NO_TICKS) {
        return false;
      }
      long device = unwrapper.nanos(deviceTicks, arrivalNanos);
      Span in = spans.get(span);
      if (in.at().length == 0) {
        return false;
      }
      long[] at = in.at();
      while (knot + 1 < at.length && at[knot + 1] <= device) {
        knot++;
      }
      if (knot > 0 && device < at[knot]) {
        knot = 0;
        while (knot + 1 < at.length && at[knot + 1] <= device) {
          knot++;
        }
      }
      // Before the first knot and after the last, the nearest piece goes on.
      int from = Math.max(0, Math.min(knot, at.length - 2));
      int to = Math.min(from + 1, at.length - 1);
      double share = to == from ? 0 : (double) (device - at[from]) / (at[to] - at[from]);
      long offset = in.offset()[from] + Math.round(share * (in.offset()[to] - in.offset()[from]));
      captureNanos = device + offset;
      boundNanos = Math.max(in.bound()[from], in.bound()[to]);
      if (captureNanos > arrivalNanos) {
        boundNanos = Math.max(boundNanos, captureNanos - arrivalNanos);
        if (captureNanos - arrivalNanos > IMPOSSIBLE_NANOS) {
          return false;
        }
        captureNanos = arrivalNanos;
      }
      return true;
    }

    public long captureNanos() {
      return captureNanos;
    }

    public long boundNanos() {
      return boundNanos;
    }
  }
}
