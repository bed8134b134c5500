package dev.handloom.device.sim.instrument;

import java.util.Random;
import java.util.random.RandomGenerator;

/// How a kind of device keeps time, before the seed makes an individual of it.
///
/// @param hz samples a second by its own clock
/// @param jitterMicros how far a sample strays from its place
/// @param leastDelayMillis shortest way to the host: the individual's lies between half as much
///   more and as much less
/// @param delaySpreadMillis of that
/// @param delayJitterMillis mean of what queues add
/// @param spikeShare how often a sample is held up
/// @param spikeMillis by so much at most
public record Timing(
    double hz,
    double jitterMicros,
    double leastDelayMillis,
    double delaySpreadMillis,
    double delayJitterMillis,
    double spikeShare,
    double spikeMillis) {
  public static final Timing GLOVE = new Timing(100, 150, 2.2, 1.4, 0.25, 0.004, 12);
  public static final Timing GRIPPER = new Timing(200, 40, 0.6, 1.4, 0.15, 0.005, 10);
  public static final Timing CAMERA = new Timing(30, 60, 8.0, 4.0, 0.5, 0.01, 35);

  /// Quartz in microcontrollers is good for some tens of parts per million.
  private static final double MOST_DRIFT_PPM = 60;

  /// As the device warms and cools its clock wanders by so much, about every five minutes.
  private static final double WANDER_NANOS = 20_000;

  private static final double WANDER_PERIOD_SECONDS = 300;

  /// The clock and the path of an individual: gives out, one after the other, when samples are
  /// taken and when they arrive. Knows no real time, so that years can be tried in seconds.
  public final class Series {
    private final RandomGenerator random;
    private double drift;
    private final double wanderPhase;
    private final long leastDelayNanos;
    private final long periodNanos;
    private long epochMicros;
    private long originNanos;
    private long nominalNanos;
    private long lastArrivalNanos = Long.MIN_VALUE;

    /// True time of the sample.
    public long captureNanos;

    /// The sample's stamp on the device's clock.
    public long deviceMicros;

    /// When it reaches the host, if nothing else is in the way.
    public long arrivalNanos;

    private Series(long seed, long firstNanos) {
      random = new Random(seed);
      random.nextLong();
      drift = (2 * random.nextDouble() - 1) * MOST_DRIFT_PPM * 1e-6;
      wanderPhase = 2 * Math.PI * random.nextDouble();
      leastDelayNanos = (long) ((leastDelayMillis + delaySpreadMillis * random.nextDouble()) * 1e6);
      periodNanos = Math.round(1e9 / hz / (1 + drift));
      nominalNanos = firstNanos + (long) (random.nextDouble() * periodNanos);
      epochMicros = random.nextLong(1L << 33);
      originNanos = firstNanos;
    }

    /// When the next sample is due to be taken.
    public long nextNanos() {
      return nominalNanos;
    }

    /// Goes on to the next sample.
    public void advance() {
      double stray = (2 * random.nextDouble() - 1) * jitterMicros * 1000;
      takenAt(nominalNanos + (long) stray);
    }

    /// The next sample is taken at this time, late or not; places missed by then are left out.
    public void takenAt(long nanos) {
      captureNanos = nanos;
      deviceMicros = deviceMicrosAt(nanos);
      double delay = -Math.log(1 - random.nextDouble()) * delayJitterMillis;
      if (random.nextDouble() < spikeShare) {
        delay += random.nextDouble() * spikeMillis;
      }
      // What is sent later cannot arrive earlier on the same line.
      arrivalNanos =
          Math.max(lastArrivalNanos, captureNanos + leastDelayNanos + (long) (delay * 1e6));
      lastArrivalNanos = arrivalNanos;
      do {
        nominalNanos += periodNanos;
      } while (nominalNanos <= nanos);
    }

    /// What the device's clock shows at a true time.
    public long deviceMicrosAt(long nanos) {
      double passed = nanos - originNanos;
      double turn = 2 * Math.PI * passed / 1e9 / WANDER_PERIOD_SECONDS + wanderPhase;
      double shown = passed * (1 + drift) + WANDER_NANOS * Math.sin(turn);
      return epochMicros + Math.round(shown / 1000);
    }

    /// The device's clock leaps.
    public void jump(long nanos) {
      epochMicros += nanos / 1000;
    }

    /// From a true time on the device's clock runs faster by so much.
    public void drift(double ppm, long nanos) {
      long shown = deviceMicrosAt(nanos);
      drift += ppm * 1e-6;
      // What it shows at this moment stays.
      epochMicros += shown - deviceMicrosAt(nanos);
    }

    /// The device was switched on anew: its clock begins near zero.
    public void restart(long nanos) {
      epochMicros = random.nextLong(1_000_000);
      originNanos = nanos;
      nominalNanos = nanos + periodNanos;
      lastArrivalNanos = Long.MIN_VALUE;
    }

    /// True drift of the device's clock in parts per million, wander aside.
    public double driftPpm() {
      return drift * 1e6;
    }

    /// The least delay of this individual's path.
    public long leastDelayNanos() {
      return leastDelayNanos;
    }
  }

  /// An individual that is switched on at the given time.
  public Series series(long seed, long firstNanos) {
    return new Series(seed, firstNanos);
  }
}
