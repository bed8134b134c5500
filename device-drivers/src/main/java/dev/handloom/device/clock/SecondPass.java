package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;

/// Finds out anew when the samples of a finished take were captured, knowing what came after each.
///
/// A [HullClock] goes through the samples and tells where device time broke and which samples were
/// delayed least; of those, a lower hull is laid around each moment, half a minute to both sides.
/// Live, a clock can only look back, and must carry on the drift of a minute ago.
///
/// A take of seconds shows less than the live clock had learnt before it. Where the live times of a
/// short stretch are the better bounded, they are kept.
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
  private final List<LiveTrace> traces = new ArrayList<>();
  private Stretch current = new Stretch(0, 0);
  private LiveTrace trace = new LiveTrace();
  private long samples;
  private long shiftNanos;
  private long doubtNanos;
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
  ///
  /// @param liveCaptureNanos as it was stamped then
  /// @param liveBoundNanos of that, or [Sample#UNBOUNDED]
  public void add(long deviceTicks, long arrivalNanos, long liveCaptureNanos, long liveBoundNanos) {
    holder.deviceTicks = deviceTicks;
    holder.arrivalNanos = arrivalNanos;
    clock.stamp(holder);
    samples++;
    long device = clock.deviceNanos();
    current.reach(device);
    trace.add(device, liveCaptureNanos - device, liveBoundNanos);
  }

  private void begin(long firstSample) {
    current = new Stretch(shiftNanos, doubtNanos);
    stretches.add(current);
    firstSamples.add(firstSample);
    trace = new LiveTrace();
    traces.add(trace);
  }

  /// What was found.
  ///
  /// @param livePathAtEnd the path as the live pass had it at the end; a change of it that only the
  ///   live pass saw is taken into account, and stands in the bound
  public ClockCorrection correction(PathDelay livePathAtEnd) {
    clock.finish();
    traces.forEach(LiveTrace::finish);
    List<ClockCorrection.Span> spans = new ArrayList<>();
    for (int i = 0; i < stretches.size(); ) {
      LiveTrace live = traces.get(spans.size());
      Knots knots = new Knots();
      long first = firstSamples.get(i);
      do {
        knots.addAll(better(stretches.get(i), live));
        i++;
      } while (i < stretches.size() && firstSamples.get(i) == first);
      spans.add(knots.span(first));
    }
    ClockCorrection found = new ClockCorrection(ticks, spans);
    // A step that shows in no sample of the take was before it.
    long unseen = livePathAtEnd.leastNanos() - clock.pathNow().leastNanos();
    long doubt = livePathAtEnd.uncertaintyNanos() - clock.pathNow().uncertaintyNanos();
    // What was vague of the steps holds for all of the take.
    long vague = clock.vagueNanos();
    return found.moved(-unseen, Math.max(Math.abs(unseen), Math.max(0, doubt)) + vague);
  }

  private Knots better(Stretch stretch, LiveTrace live) {
    Knots own = new Knots();
    stretch.envelope(own, leastNanos, uncertaintyNanos, halfTickNanos);
    if (stretch.settled()) {
      return own;
    }
    double bound = live.meanBound(stretch.firstNanos(), stretch.lastNanos());
    return bound < own.meanBound() ? live.knots(stretch.firstNanos(), stretch.lastNanos()) : own;
  }

  private final class Watch implements FloorWatch {
    @Override
    public void floor(long deviceNanos, long offsetNanos) {
      current.add(deviceNanos, offsetNanos);
    }

    @Override
    public void stepped(long sinceDeviceNanos, long shift, long doubt) {
      shiftNanos = shift;
      doubtNanos = doubt;
      split(sinceDeviceNanos);
    }

    @Override
    public void broke(long sinceDeviceNanos) {
      split(sinceDeviceNanos);
    }

    private void split(long sinceDeviceNanos) {
      Stretch before = current;
      current = new Stretch(shiftNanos, doubtNanos);
      before.handOver(sinceDeviceNanos, current);
      stretches.add(current);
      firstSamples.add(firstSamples.getLast());
    }

    @Override
    public void restarted() {
      begin(samples);
    }
  }
}
