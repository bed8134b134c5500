package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import org.jspecify.annotations.Nullable;

/// For devices that stamp their samples but cannot be asked: the least delayed samples of the last
/// one to two minutes form a lower hull, whose edge gives offset and drift. What remains unknown is
/// the path's least delay, which is taken from its [PathDelay] and stands in the bound.
///
/// If even the luckiest samples of the last second lie above the hull, the path or the clock has
/// changed by a little, nobody can say which; the bound grows by as much. If it lasts, the path is
/// taken to have changed ([StepDetector]), capture times go on without a leap, and the step stays
/// in the bound for good, because the clock may have leapt instead.
public final class HullClock implements ClockModel {
  /// Of so long the least delayed sample is kept.
  private static final long BUCKET_NANOS = 250_000_000L;

  /// Before this much has been seen, nothing is called locked.
  private static final long LOCK_AFTER_NANOS = 5_000_000_000L;

  private static final int LOCK_SUPPORTS = 3;

  /// Until a hull is this old its luckiest sample may have been somewhat unlucky: by this share of
  /// the mean delay above it. Polled paths (radio intervals, latency timers) beat with the sample
  /// rate and take that long to show their best.
  private static final long SETTLED_NANOS = 60_000_000_000L;

  private static final double UNSETTLED_SHARE = 0.25;

  /// So many samples in a row that are too early for any change of the path, and the clock leapt.
  private static final int EARLY_BEFORE_JUMP = 3;

  /// All samples this late, for so long: the device's time or the path has changed.
  private static final long LATE_NANOS = 20_000_000L;

  private static final long LATE_BEFORE_JUMP_NANOS = 2_000_000_000L;

  /// A path does not change by more than this; a greater step is the clock's.
  private static final long MOST_STEP_NANOS = 250_000_000L;

  /// The first samples may all have been held up by so much.
  private static final long START_DOUBT_NANOS = 20_000_000L;

  private static final long SILENCE_NANOS = 2_000_000_000L;

  /// After so long a silence the old hull says little of the drift since.
  private static final long ANEW_AFTER_NANOS = 20_000_000_000L;

  /// Drift that may go unseen while no samples come.
  private static final double HOLDOVER_DRIFT = 5e-6;

  /// By which a clock may have drifted otherwise over a silence than before it.
  private static final double BRIDGE_DRIFT = 10e-6;

  private static final double LEAST_STEP_NANOS = 500_000;

  /// Reading the studio's clock and waking the reader cannot be timed more closely than this.
  static final long FLOOR_NANOS = 100_000L;

  private final PathDelay delay;
  private final @Nullable FloorWatch watch;
  private final TickUnwrapper unwrapper;

  /// Counters are read in whole ticks: what is measured lies half a tick later, give or take.
  private final long halfTickNanos;

  private final SwitchingHull hull = new SwitchingHull();
  private final RecentFloor recent = new RecentFloor();
  private final StepDetector steps = new StepDetector();
  private final LowerHull.Line line = new LowerHull.Line();
  private boolean fitted;
  private boolean locked;
  private long lastDeviceNanos = Long.MIN_VALUE;
  private long lastArrivalNanos = Long.MIN_VALUE;
  private long bucketSince = Long.MIN_VALUE;
  private long bucketDevice;
  private long bucketOffset;
  private int earlyInARow;
  private long lateSinceNanos = Long.MIN_VALUE;
  private long lateSinceDevice;
  private double lateLeast;
  private long worstSpread;
  private double meanExcess;
  private final PathSteps path = new PathSteps();
  private long bridgedNanos;
  private boolean jumpedSinceLock;
  private final ClockFace face = new ClockFace();

  public HullClock(DeviceTicks ticks, PathDelay delay) {
    this(ticks, delay, null);
  }

  HullClock(DeviceTicks ticks, PathDelay delay, @Nullable FloorWatch watch) {
    this.delay = delay;
    this.watch = watch;
    unwrapper = new TickUnwrapper(ticks);
    halfTickNanos = 500_000_000L / ticks.perSecond();
  }

  @Override
  public void stamp(Sample sample) {
    long arrival = sample.arrivalNanos;
    if (unwrapper.ambiguousAfter(arrival)) {
      beginAnew();
    } else if (lastArrivalNanos != Long.MIN_VALUE
        && arrival - lastArrivalNanos > ANEW_AFTER_NANOS) {
      bridge(arrival - lastArrivalNanos);
      if (watch != null) {
        watch.broke(lastDeviceNanos + 1);
      }
    }
    long device = unwrapper.nanos(sample.deviceTicks, arrival);
    if (lastDeviceNanos != Long.MIN_VALUE && device < lastDeviceNanos) {
      jumped();
      beginAnew();
      device = unwrapper.nanos(sample.deviceTicks, arrival);
    }
    long offset = arrival - device;
    if (locked && leapt(offset, device, arrival)) {
      device = unwrapper.nanos(sample.deviceTicks, arrival);
      offset = arrival - device;
    }
    lastDeviceNanos = device;
    lastArrivalNanos = arrival;
    if (earlyInARow == 0) {
      gather(device, offset);
    }
    estimate(sample, device, offset, arrival);
  }

  /// Of each quarter of a second the least delayed sample goes to the hull.
  private void gather(long device, long offset) {
    if (bucketSince != Long.MIN_VALUE && device - bucketSince >= BUCKET_NANOS) {
      judge(bucketDevice, bucketOffset);
      bucketSince = Long.MIN_VALUE;
    }
    if (bucketSince == Long.MIN_VALUE) {
      bucketSince = device;
      bucketOffset = Long.MAX_VALUE;
    }
    if (offset < bucketOffset) {
      bucketOffset = offset;
      bucketDevice = device;
    }
    if (!fitted && bridgedNanos == 0) {
      line.at = bucketDevice;
      line.offset = bucketOffset;
      line.slope = 0;
      line.bend = 0;
    }
  }

  private void judge(long device, long offset) {
    if (!locked) {
      believe(device, offset);
      return;
    }
    boolean settled = hull.spanNanos() >= SETTLED_NANOS;
    switch (steps.judge(device, offset, settled, offset - line.valueAt(device))) {
      case HOLD -> {}
      case FORGET_HELD -> {
        steps.release();
        believe(device, offset);
      }
      case BELIEVE -> {
        believeHeld();
        believe(device, offset);
      }
      case BELIEVE_DOUBTED -> {
        path.maybe(steps.stepNanos());
        believeHeld();
        believe(device, offset);
      }
      case STEP -> {
        face.jumped();
        step(steps.stepNanos(), steps.heldAt(0));
        believeHeld();
      }
    }
  }

  /// The floor has moved by so much, and only the path or only the clock can be why. No path is
  /// shorter than nothing.
  private void step(long nanos, long sinceDevice) {
    long shortest = delay.leastNanos() + delay.uncertaintyNanos() + path.shiftNanos() + nanos;
    if (shortest >= -(long) LEAST_STEP_NANOS) {
      path.add(nanos);
    }
    hull.raise(nanos);
    line.offset += nanos;
    recent.clear();
    if (watch != null) {
      watch.stepped(sinceDevice, path.shiftNanos(), path.doubtNanos());
    }
  }

  private void believeHeld() {
    for (int i = 0; i < steps.held(); i++) {
      believe(steps.heldAt(i), steps.heldOffset(i));
    }
    steps.release();
  }

  private void believe(long device, long offset) {
    hull.add(device, offset);
    if (watch != null) {
      watch.floor(device, offset);
    }
    locked |= hull.spanNanos() >= LOCK_AFTER_NANOS && hull.supports() >= LOCK_SUPPORTS;
    if (locked && bridgedNanos > 0) {
      endBridge(device);
    } else if (bridgedNanos == 0) {
      fitted = hull.fit(line);
    }
  }

  /// The floor after a silence: if it is not where the clock can have drifted, something stepped.
  private void endBridge(long device) {
    double before = line.valueAt(device);
    double slope = line.slope;
    fitted = hull.fit(line);
    double step = line.valueAt(device) - before;
    double drifted = BRIDGE_DRIFT * (bridgedNanos + hull.spanNanos());
    double settling = Math.abs(line.slope - slope) * hull.spanNanos() / 2;
    bridgedNanos = 0;
    if (Math.abs(step) > LEAST_STEP_NANOS + drifted + settling) {
      path.add(Math.round(step));
      if (watch != null) {
        watch.stepped(hull.firstNanos(), path.shiftNanos(), path.doubtNanos());
      }
    }
  }

  private void estimate(Sample sample, long device, long offset, long arrival) {
    long expected = Math.round(line.valueAt(device));
    long least = Math.min(offset, expected);
    long excess = offset - least;
    worstSpread = Math.max(worstSpread - worstSpread / 256, excess);
    meanExcess += (Math.min((double) excess, (double) LATE_NANOS) - meanExcess) / 256;
    recent.add(arrival, excess);
    double unsettled = Math.max(0, 1 - (double) hull.spanNanos() / SETTLED_NANOS);
    double doubt = (double) Math.min(expected - least, MOST_STEP_NANOS);
    if (locked && earlyInARow > 0) {
      doubt = worstSpread + START_DOUBT_NANOS;
    } else if (locked) {
      doubt += Math.min(line.bend, LATE_NANOS) + recent.nanos();
      doubt += unsettled * UNSETTLED_SHARE * meanExcess;
    } else if (bridgedNanos > 0) {
      doubt += HOLDOVER_DRIFT * bridgedNanos + recent.nanos() + startDoubt() / 10.0;
    } else {
      // The least delay seen so far may itself have been delayed.
      doubt += worstSpread + startDoubt() + SwitchingHull.MOST_DRIFT * hull.spanNanos();
    }
    long bound =
        delay.uncertaintyNanos() + FLOOR_NANOS + halfTickNanos + path.doubtNanos() + (long) doubt;
    long pathNanos = delay.leastNanos() + path.shiftNanos();
    sample.captureNanos = Math.min(arrival, device + least + halfTickNanos - pathNanos);
    sample.boundNanos = bound;
    jumpedSinceLock &= !locked;
    ClockState now =
        locked ? ClockState.LOCKED : jumpedSinceLock ? ClockState.JUMPED : ClockState.ACQUIRING;
    face.stamped(now, sample, least, line.slope * 1e6, excess);
  }

  /// Shrinks to nothing until the lock.
  private long startDoubt() {
    double left = 1 - (double) hull.spanNanos() / LOCK_AFTER_NANOS;
    return (long) (Math.max(0, left) * START_DOUBT_NANOS);
  }

  /// True when device time begins anew with this sample.
  private boolean leapt(long offset, long device, long arrival) {
    double above = offset - line.valueAt(device);
    earlyInARow = above < -MOST_STEP_NANOS ? earlyInARow + 1 : 0;
    if (earlyInARow >= EARLY_BEFORE_JUMP) {
      jumped();
      beginAnew();
      return true;
    }
    if (above <= LATE_NANOS) {
      lateSinceNanos = Long.MIN_VALUE;
    } else if (lateSinceNanos == Long.MIN_VALUE) {
      lateSinceNanos = arrival;
      lateSinceDevice = device;
      lateLeast = above;
    } else {
      lateLeast = Math.min(lateLeast, above);
      if (arrival - lateSinceNanos > LATE_BEFORE_JUMP_NANOS) {
        jumped();
        steps.release();
        if (lateLeast < MOST_STEP_NANOS) {
          step(Math.round(lateLeast), lateSinceDevice);
        } else {
          // The device's clock stood still for a while; it goes on from where it was.
          forgetHull();
          if (watch != null) {
            watch.broke(lateSinceDevice);
          }
        }
        lateSinceNanos = Long.MIN_VALUE;
      }
    }
    return false;
  }

  private void jumped() {
    face.jumped();
    jumpedSinceLock = true;
  }

  /// After a silence the old line is used until there is a new one.
  private void bridge(long silentNanos) {
    boolean known = locked || bridgedNanos > 0;
    long before = bridgedNanos;
    forgetHull();
    bridgedNanos = known ? before + silentNanos : 0;
    fitted = known;
  }

  private void forgetHull() {
    hull.clear();
    steps.clear();
    recent.clear();
    fitted = false;
    locked = false;
    bucketSince = Long.MIN_VALUE;
    earlyInARow = 0;
    lateSinceNanos = Long.MIN_VALUE;
    worstSpread = 0;
    bridgedNanos = 0;
  }

  private void beginAnew() {
    forgetHull();
    unwrapper.reset();
    lastDeviceNanos = Long.MIN_VALUE;
    lastArrivalNanos = Long.MIN_VALUE;
    if (watch != null) {
      watch.restarted();
    }
  }

  /// No more samples will come: what was held back is told to the watch.
  void finish() {
    if (bucketSince != Long.MIN_VALUE) {
      judge(bucketDevice, bucketOffset);
      bucketSince = Long.MIN_VALUE;
    }
    if (steps.mayBeTrue()) {
      believeHeld();
    }
  }

  /// See [PathSteps#maybe].
  long vagueNanos() {
    return path.vagueNanos();
  }

  /// Device time of the last sample, since the last restart.
  long deviceNanos() {
    return lastDeviceNanos;
  }

  @Override
  public void reconnected() {
    // A device that was unplugged may have started its counter again, and come by another path.
    beginAnew();
    path.clear();
  }

  @Override
  public ClockReport report(long nowNanos) {
    return face.report(
        "device stamps, least-delay hull, path " + delay.origin(),
        pathNow(),
        nowNanos - face.seenNanos(),
        SILENCE_NANOS,
        HOLDOVER_DRIFT);
  }

  /// With the steps that were seen.
  PathDelay pathNow() {
    return path.of(delay);
  }

  @Override
  public ClockHistory history() {
    return face.history();
  }
}
