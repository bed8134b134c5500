package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;

/// For devices that stamp their samples but cannot be asked: the least delayed samples of the last
/// one to two minutes form a lower hull, whose edge gives offset and drift. What remains unknown is
/// the path's least delay, which is taken from its [PathDelay] and stands in the bound.
///
/// If even the luckiest samples of the last second lie above the hull, the path or the clock has
/// changed by a little, nobody can say which; the bound grows by as much.
///
/// Two hulls are kept and swapped, so that memory is bounded and old drift is forgotten.
public final class HullClock implements ClockModel {
  /// A hull serves from one such span of age until two.
  private static final long SWAP_NANOS = 60_000_000_000L;

  /// Before this much has been seen, nothing is called locked.
  private static final long LOCK_AFTER_NANOS = 5_000_000_000L;

  private static final int LOCK_SUPPORTS = 3;

  /// No quartz is farther off; a steeper edge is an accident of few samples.
  private static final double MOST_DRIFT = 500e-6;

  /// A sample this much earlier than the hull allows cannot be.
  private static final long EARLY_NANOS = 3_000_000L;

  private static final int EARLY_BEFORE_JUMP = 3;

  /// All samples this late, for so long: the device's time or the path has changed.
  private static final long LATE_NANOS = 20_000_000L;

  private static final long LATE_BEFORE_JUMP_NANOS = 2_000_000_000L;

  /// The first samples may all have been held up by so much.
  private static final long START_DOUBT_NANOS = 20_000_000L;

  private static final long SILENCE_NANOS = 2_000_000_000L;

  /// Drift that may go unseen while no samples come.
  private static final double HOLDOVER_DRIFT = 5e-6;

  /// Reading the studio's clock and waking the reader cannot be timed more closely than this.
  private static final long FLOOR_NANOS = 100_000L;

  private final PathDelay delay;
  private final TickUnwrapper unwrapper;
  private LowerHull serving = new LowerHull();
  private LowerHull growing = new LowerHull();
  private final RecentFloor recent = new RecentFloor();
  private final LowerHull.Line line = new LowerHull.Line();
  private long lastDeviceNanos = Long.MIN_VALUE;
  private int earlyInARow;
  private long lateSinceNanos = Long.MIN_VALUE;
  private long worstSpread;
  private boolean jumpedSinceLock;

  private volatile ClockState state = ClockState.ACQUIRING;
  private volatile long samples;
  private volatile long jumps;
  private volatile long offsetNanos;
  private volatile double driftPpm;
  private volatile long boundNanos = Sample.UNBOUNDED;
  private volatile long seenNanos;

  public HullClock(DeviceTicks ticks, PathDelay delay) {
    this.delay = delay;
    unwrapper = new TickUnwrapper(ticks);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  public void stamp(Sample sample) {
    long arrival = sample.arrivalNanos;
    long device = unwrapper.nanos(sample.deviceTicks, arrival);
    if (lastDeviceNanos != Long.MIN_VALUE && device < lastDeviceNanos) {
      device = jump(sample.deviceTicks, arrival);
    }
    long offset = arrival - device;
    if (hasLine() && leapt(offset, device, arrival)) {
      device = jump(sample.deviceTicks, arrival);
      offset = arrival - device;
    }
    lastDeviceNanos = device;
    // A few samples that are too early to be true must not bend the hull: if they are right, the
    // jump will show.
    if (earlyInARow == 0) {
      serving.add(device, offset);
      growing.add(device, offset);
    }
    if (growing.spanNanos() > SWAP_NANOS) {
      LowerHull old = serving;
      serving = growing;
      growing = old;
      growing.clear();
    }
    estimate(sample, device, offset, arrival);
    samples++;
    seenNanos = arrival;
  }

  private void estimate(Sample sample, long device, long offset, long arrival) {
    if (!serving.fit(line)) {
      line.at = device;
      line.offset = offset;
      line.slope = 0;
      line.bend = 0;
    }
    line.slope = Math.clamp(line.slope, -MOST_DRIFT, MOST_DRIFT);
    long least = Math.min(offset, Math.round(line.valueAt(device)));
    worstSpread = Math.max(worstSpread - worstSpread / 256, offset - least);
    recent.add(arrival, offset - least);
    boolean locked = serving.spanNanos() >= LOCK_AFTER_NANOS && serving.supports() >= LOCK_SUPPORTS;
    // Until it is locked the least delay seen so far may itself have been delayed.
    long doubt =
        locked
            ? (long) Math.min(line.bend, LATE_NANOS) + recent.nanos()
            : worstSpread + startDoubt() + (long) (MOST_DRIFT * serving.spanNanos());
    long bound = delay.uncertaintyNanos() + FLOOR_NANOS + doubt;
    sample.captureNanos = Math.min(arrival, device + least - delay.leastNanos());
    sample.boundNanos = bound;
    boundNanos = bound;
    offsetNanos = least;
    driftPpm = line.slope * 1e6;
    if (locked) {
      jumpedSinceLock = false;
    }
    state = locked ? ClockState.LOCKED : jumpedSinceLock ? ClockState.JUMPED : ClockState.ACQUIRING;
  }

  /// Shrinks to nothing until the lock.
  private long startDoubt() {
    double left = 1 - (double) serving.spanNanos() / LOCK_AFTER_NANOS;
    return (long) (Math.max(0, left) * START_DOUBT_NANOS);
  }

  private boolean hasLine() {
    return serving.supports() >= 2 && serving.spanNanos() >= LOCK_AFTER_NANOS;
  }

  private boolean leapt(long offset, long device, long arrival) {
    double above = offset - line.valueAt(device);
    earlyInARow = above < -EARLY_NANOS ? earlyInARow + 1 : 0;
    if (above > LATE_NANOS) {
      if (lateSinceNanos == Long.MIN_VALUE) {
        lateSinceNanos = arrival;
      }
    } else {
      lateSinceNanos = Long.MIN_VALUE;
    }
    return earlyInARow >= EARLY_BEFORE_JUMP
        || (lateSinceNanos != Long.MIN_VALUE && arrival - lateSinceNanos > LATE_BEFORE_JUMP_NANOS);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private long jump(long rawTicks, long arrival) {
    jumps++;
    jumpedSinceLock = true;
    restart();
    return unwrapper.nanos(rawTicks, arrival);
  }

  private void restart() {
    unwrapper.reset();
    serving.clear();
    growing.clear();
    earlyInARow = 0;
    lateSinceNanos = Long.MIN_VALUE;
    lastDeviceNanos = Long.MIN_VALUE;
    worstSpread = 0;
    recent.clear();
  }

  @Override
  public void reconnected() {
    // A device that was unplugged may have started its counter again.
    restart();
  }

  @Override
  public ClockReport report(long nowNanos) {
    long silent = samples == 0 ? 0 : nowNanos - seenNanos;
    boolean held = samples > 0 && silent > SILENCE_NANOS;
    long bound = boundNanos;
    if (held && bound != Sample.UNBOUNDED) {
      bound += (long) (HOLDOVER_DRIFT * silent);
    }
    return new ClockReport(
        held ? ClockState.HOLDOVER : state,
        "device stamps, least-delay hull, path " + delay.origin(),
        offsetNanos,
        driftPpm,
        bound,
        samples,
        jumps);
  }
}
