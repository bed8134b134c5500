package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;

/// For devices that answer: a probe is sent, the device stamps it, the answer comes back.
///
/// The driver sends a probe when [#probeDue] says so and hands in what came back; samples are
/// stamped by what the probes of the last one to two minutes say together ([ProbeHull]). Unlike a
/// [HullClock] it needs no assumption about the path: half of the shortest way there and back
/// stands in the bound.
public final class ProbeClock implements ClockModel {
  /// Probes of a wave, and how far apart.
  public static final int WAVE_PROBES = 8;

  public static final long PROBE_GAP_NANOS = 64_000_000L;

  /// From wave to wave.
  public static final long WAVE_NANOS = 2_000_000_000L;

  /// Answers this late say nothing that a later one will not say better.
  private static final long LONGEST_ROUND_TRIP_NANOS = 500_000_000L;

  private static final int LOCK_PROBES = 3 * WAVE_PROBES;

  private static final long SILENCE_NANOS = 3 * WAVE_NANOS;

  /// After so long without answers, what the old ones say of the drift is worth little.
  private static final long ANEW_AFTER_NANOS = 20_000_000_000L;

  /// Answers that contradict the line before it is given up.
  private static final int CONTRADICTIONS_BEFORE_JUMP = 3;

  /// A contradiction must be plainer than what drift and rounding may do.
  private static final long CONTRADICTION_NANOS = 1_000_000L;

  /// Reading the studio's clock and waking the reader cannot be timed more closely.
  private static final long FLOOR_NANOS = 20_000L;

  private final TickUnwrapper unwrapper;
  private final ProbeHull line = new ProbeHull();

  /// From measuring to stamping within the device, which no probe sees.
  private final PathDelay inside;

  private int contradictions;
  private int sentInWave;
  private long nextProbeNanos = Long.MIN_VALUE;
  private boolean jumpedSinceLock;
  private long lastDeviceNanos = Long.MIN_VALUE;

  private final ClockFace face = new ClockFace();
  private volatile long answeredNanos = Long.MIN_VALUE;

  /// @param inside the device's own delay before it stamps
  public ProbeClock(DeviceTicks ticks, PathDelay inside) {
    unwrapper = new TickUnwrapper(ticks);
    this.inside = inside;
  }

  /// Whether the driver should send a probe now. Counts it as sent.
  public boolean probeDue(long nowNanos) {
    if (nextProbeNanos != Long.MIN_VALUE && nowNanos < nextProbeNanos) {
      return false;
    }
    sentInWave++;
    if (sentInWave < WAVE_PROBES) {
      nextProbeNanos = nowNanos + PROBE_GAP_NANOS;
    } else {
      sentInWave = 0;
      // At the start one wave follows the other.
      nextProbeNanos = nowNanos + (line.probes() < LOCK_PROBES ? PROBE_GAP_NANOS : WAVE_NANOS);
    }
    return true;
  }

  /// An answer came: the device showed these ticks at some time between sending and receiving.
  public void probe(long sentNanos, long deviceTicks, long receivedNanos) {
    probe(sentNanos, deviceTicks, deviceTicks, receivedNanos);
  }

  /// An answer of a device that stamps both the receiving and the answering of a probe.
  public void probe(long sentNanos, long gotTicks, long answeredTicks, long receivedNanos) {
    if (receivedNanos < sentNanos || receivedNanos - sentNanos > LONGEST_ROUND_TRIP_NANOS) {
      return;
    }
    if (unwrapper.ambiguousAfter(receivedNanos)) {
      restart();
    }
    long got = unwrapper.nanos(gotTicks, receivedNanos);
    long answered = answeredTicks == gotTicks ? got : unwrapper.nanos(answeredTicks, receivedNanos);
    long low = sentNanos - got;
    long high = receivedNanos - answered;
    if (high < low) {
      // The device says it held the probe longer than the probe was away.
      return;
    }
    if (line.probes() > 0 && receivedNanos - answeredNanos > ANEW_AFTER_NANOS) {
      line.clear();
    }
    if (line.probes() >= LOCK_PROBES && contradicts(answered, low, high)) {
      if (++contradictions >= CONTRADICTIONS_BEFORE_JUMP) {
        jump();
      }
      return;
    }
    contradictions = 0;
    answeredNanos = receivedNanos;
    line.add(answered, low, high);
  }

  private boolean contradicts(long device, long low, long high) {
    return low > line.highestAt(device) + CONTRADICTION_NANOS
        || high < line.lowestAt(device) - CONTRADICTION_NANOS;
  }

  @Override
  public void stamp(Sample sample) {
    long arrival = sample.arrivalNanos;
    if (unwrapper.ambiguousAfter(arrival)) {
      restart();
    }
    long device = unwrapper.nanos(sample.deviceTicks, arrival);
    // Answers and samples may pass each other, but not by a second.
    if (lastDeviceNanos != Long.MIN_VALUE && device < lastDeviceNanos - 1_000_000_000L) {
      jump();
      device = unwrapper.nanos(sample.deviceTicks, arrival);
    }
    lastDeviceNanos = device;
    if (line.probes() == 0) {
      sample.captureNanos = arrival - inside.leastNanos();
      sample.boundNanos = Sample.UNBOUNDED;
      face.stamped(unlocked(), sample, 0, 0, 0);
      return;
    }
    long offset = line.offsetAt(device);
    long low = line.lowestAt(device);
    long high = line.highestAt(device);
    // A sample cannot have been stamped after it arrived.
    high = Math.max(low, Math.min(high, arrival - device));
    long bound = inside.uncertaintyNanos() + FLOOR_NANOS + reach(offset, low, high);
    sample.captureNanos = Math.min(arrival, device + offset) - inside.leastNanos();
    sample.boundNanos = bound;
    boolean locked = line.probes() >= LOCK_PROBES;
    jumpedSinceLock &= !locked;
    ClockState now = locked ? ClockState.LOCKED : unlocked();
    face.stamped(now, sample, offset, line.slope() * 1e6, arrival - sample.captureNanos);
  }

  private ClockState unlocked() {
    return jumpedSinceLock ? ClockState.JUMPED : ClockState.ACQUIRING;
  }

  /// How far the truth may be: to the farther end of what the probes allow.
  private long reach(long offset, long low, long high) {
    long farther = Math.max(offset - low, high - offset);
    return Math.max(farther, 0);
  }

  private void jump() {
    face.jumped();
    jumpedSinceLock = true;
    restart();
  }

  private void restart() {
    unwrapper.reset();
    line.clear();
    contradictions = 0;
    sentInWave = 0;
    nextProbeNanos = Long.MIN_VALUE;
    lastDeviceNanos = Long.MIN_VALUE;
    face.forget(unlocked());
  }

  @Override
  public void reconnected() {
    restart();
  }

  @Override
  public ClockReport report(long nowNanos) {
    boolean answered = answeredNanos != Long.MIN_VALUE && face.boundNanos() != Sample.UNBOUNDED;
    return face.report(
        "answered probes, hulls of both ways, " + inside.origin(),
        null,
        answered ? nowNanos - answeredNanos : 0,
        SILENCE_NANOS,
        ProbeHull.DRIFT_DOUBT);
  }

  @Override
  public ClockHistory history() {
    return face.history();
  }
}
