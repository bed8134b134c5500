package dev.handloom.test.bench.clock;

import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.DeviceTicks;
import java.util.List;
import java.util.Random;

/// A device, its clock, its path and what befalls them, in simulated time. All figures are invented
/// after published ones; none was captured from a device.
///
/// @param ticks its counter
record Scenario(
    String name,
    double hz,
    Path path,
    Wander wander,
    DeviceTicks ticks,
    List<Event> events,
    boolean goal) {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /// What lies between the device and the studio.
  enum Path {
    /// Half a millisecond, queues of one on average, a busy host now and then.
    USB(0.5, 0.1),
    /// A bridge whose latency timer sends what it has every 16 ms by its own clock.
    SERIAL(1.1, 0.1),
    /// Short queues; one packet of thirty waits for a sleeping radio or a retry.
    WIFI(1.5, 0.1),
    /// Sent at the next connection event, 15 ms apart; one in ten is lost there and tries again.
    BLE(3.0, 0.1),
    /// The same with samples that keep step with the timer: which of them are lucky changes within
    /// minutes, and a minute may pass without one. A driver of such a device says so.
    SERIAL_BEAT(1.1, 2.1),
    BLE_BEAT(3.0, 1.8);

    final double leastMillis;

    /// What the driver states.
    final double uncertaintyMillis;

    Path(double leastMillis, double uncertaintyMillis) {
      this.leastMillis = leastMillis;
      this.uncertaintyMillis = uncertaintyMillis;
    }

    PathDelay delay() {
      return new PathDelay(
          (long) (leastMillis * 1e6), (long) (uncertaintyMillis * 1e6), "as simulated");
    }
  }

  /// How the device's clock strays beside a constant drift of 40 ppm.
  enum Wander {
    STEADY,
    /// Warms up by 5 ppm over two minutes, then drifts at random by 0.2 ppm a root second.
    ROUGH,
    /// A room whose heating goes on and off: 2 ppm within twenty minutes.
    ROOM
  }

  /// Something that happens at a second of the run.
  record Event(Kind kind, double second, double amount) {
    enum Kind {
      /// The device was switched off for so many seconds; its counter begins at zero.
      RESET,
      /// Nothing is sent for so many seconds; the clock goes on.
      PAUSE,
      /// The path's least delay is longer by so many milliseconds.
      PATH,
      /// The device's clock leaps by so many milliseconds.
      LEAP
    }
  }

  Run run(long seed, double seconds) {
    return new Run(seed, seconds);
  }

  /// One run; the same seed gives the same run again.
  final class Run {
    private static final double DRIFT = 40e-6;
    private final Random random;
    private final double seconds;
    private final long periodNanos;
    private long trueNanos;
    private double leadNanos;
    private double skew;
    private long leapNanos;
    private double extraPathNanos;
    private int eventIndex;
    private long lastArrival = Long.MIN_VALUE;
    private final double timerPhase;
    private final double timerDrift;
    private final long origin = 7_000_000 * MILLI;
    private long resetAt;

    long captureNanos;
    long ticksNow;
    long arrivalNanos;

    /// Device time that has no wraps, for methods that are given it unwrapped.
    long deviceNanos;

    private Run(long seed, double seconds) {
      random = new Random(seed);
      this.seconds = seconds;
      // Most devices sample by another oscillator than the one they count with.
      boolean keepsStep = path == Path.SERIAL_BEAT || path == Path.BLE_BEAT;
      periodNanos = Math.round(SECOND / hz / (1 + DRIFT) * (keepsStep ? 1 : 1.0073));
      timerPhase = random.nextDouble();
      timerDrift = (random.nextDouble() - 0.5) * 60e-6;
      leapNanos = random.nextLong(3600) * SECOND;
      resetAt = 0;
    }

    /// Of the run, at this sample.
    double second() {
      return trueNanos / 1e9;
    }

    /// Goes to the next sample; false at the end.
    boolean next() {
      trueNanos += periodNanos;
      while (eventIndex < events.size() && trueNanos >= events.get(eventIndex).second() * 1e9) {
        happen(events.get(eventIndex++));
      }
      if (trueNanos > seconds * 1e9) {
        return false;
      }
      double dt = periodNanos / 1e9;
      double t = trueNanos / 1e9;
      double bend =
          switch (wander) {
            case STEADY -> 0;
            case ROUGH -> {
              skew += 0.2e-6 * Math.sqrt(dt) * random.nextGaussian();
              skew -= skew * dt / 3600;
              yield skew + 5e-6 * Math.exp(-t / 120);
            }
            case ROOM -> 2e-6 * Math.sin(2 * Math.PI * t / 1200);
          };
      leadNanos += (DRIFT + bend) * periodNanos;
      // Firmware loops take their samples a little late.
      long stray = (long) (random.nextDouble() * 150_000);
      long taken = trueNanos + stray;
      captureNanos = origin + taken;
      deviceNanos = taken - resetAt + (long) leadNanos + leapNanos;
      ticksNow = ticksOf(deviceNanos);
      long arrival = origin + taken + (long) (delayMillis(taken) * MILLI + extraPathNanos);
      // What is sent later does not arrive earlier on the same way.
      arrivalNanos = Math.max(arrival, lastArrival);
      lastArrival = arrivalNanos;
      // The reader is woken a little late.
      arrivalNanos += (long) (-Math.log(1 - random.nextDouble()) * 30_000);
      return true;
    }

    private long ticksOf(long nanos) {
      long count = Math.floorDiv(nanos, SECOND / ticks.perSecond());
      return ticks.bits() >= 63 ? count : count & ((1L << ticks.bits()) - 1);
    }

    /// What the counter shows so much later than this sample was taken.
    long ticksAfter(long nanos) {
      return ticksOf(deviceAfter(nanos));
    }

    /// Device time without wraps, so much later than this sample was taken.
    long deviceAfter(long nanos) {
      return deviceNanos + nanos + (long) (DRIFT * nanos);
    }

    private double delayMillis(long taken) {
      return switch (path) {
        case USB -> path.leastMillis + mean(1.0) + (random.nextInt(500) == 0 ? mean(15) : 0);
        case SERIAL, SERIAL_BEAT -> path.leastMillis + untilTick(taken, 16) + mean(0.05);
        case WIFI -> path.leastMillis + mean(2.5) + (random.nextInt(30) == 0 ? mean(60) : 0);
        case BLE, BLE_BEAT -> {
          int tries = 0;
          while (random.nextInt(10) == 0) {
            tries++;
          }
          yield path.leastMillis + untilTick(taken, 15) + 15 * tries + mean(0.05);
        }
      };
    }

    private double mean(double millis) {
      return -Math.log(1 - random.nextDouble()) * millis;
    }

    /// Until the next tick of a timer that runs by a clock of its own.
    private double untilTick(long taken, double intervalMillis) {
      double ticksSoFar = taken * (1 + timerDrift) / MILLI / intervalMillis + timerPhase;
      return (Math.ceil(ticksSoFar) - ticksSoFar) * intervalMillis;
    }

    private void happen(Event event) {
      switch (event.kind()) {
        case RESET -> {
          trueNanos += (long) (event.amount() * SECOND);
          resetAt = trueNanos;
          leadNanos = 0;
          leapNanos = random.nextLong(SECOND);
        }
        case PAUSE -> {
          long gap = (long) (event.amount() * SECOND);
          trueNanos += gap;
          leadNanos += DRIFT * gap;
        }
        case PATH -> extraPathNanos = event.amount() * MILLI;
        case LEAP -> leapNanos += (long) (event.amount() * MILLI);
      }
    }
  }

  private static Scenario of(String name, double hz, Path path, Wander wander, Event... events) {
    return new Scenario(
        name,
        hz,
        path,
        wander,
        DeviceTicks.MICROS_32,
        List.of(events),
        (path == Path.USB || path == Path.WIFI || path == Path.BLE) && events.length == 0);
  }

  private static Event at(Event.Kind kind, double second, double amount) {
    return new Event(kind, second, amount);
  }

  static List<Scenario> tenMinutes() {
    return List.of(
        of("USB, steady", 100, Path.USB, Wander.STEADY),
        of("USB, rough clock", 100, Path.USB, Wander.ROUGH),
        of("serial 16 ms, steady", 100, Path.SERIAL, Wander.STEADY),
        of("serial 16 ms, rough clock", 100, Path.SERIAL, Wander.ROUGH),
        of("Wi-Fi, steady", 72, Path.WIFI, Wander.STEADY),
        of("Wi-Fi, rough clock", 72, Path.WIFI, Wander.ROUGH),
        of("BLE, steady", 60, Path.BLE, Wander.STEADY),
        of("BLE, rough clock", 60, Path.BLE, Wander.ROUGH),
        of("serial 16 ms, keeps step", 100, Path.SERIAL_BEAT, Wander.STEADY),
        of("BLE, keeps step", 60, Path.BLE_BEAT, Wander.ROUGH),
        new Scenario(
            "USB, 16-bit ms counter wraps",
            100,
            Path.USB,
            Wander.ROUGH,
            new DeviceTicks(16, 1000),
            List.of(),
            false),
        of("USB, reset", 100, Path.USB, Wander.ROUGH, at(Event.Kind.RESET, 300, 3)),
        of("Wi-Fi, pause 60 s", 72, Path.WIFI, Wander.ROUGH, at(Event.Kind.PAUSE, 300, 60)),
        of("USB, path 2 ms longer", 100, Path.USB, Wander.ROUGH, at(Event.Kind.PATH, 300, 2)),
        of(
            "Wi-Fi, path 8 ms longer and back",
            72,
            Path.WIFI,
            Wander.ROUGH,
            at(Event.Kind.PATH, 200, 8),
            at(Event.Kind.PATH, 400, 0)),
        of("USB, clock leaps 2 s", 100, Path.USB, Wander.ROUGH, at(Event.Kind.LEAP, 300, 2000)),
        of("USB, clock leaps 8 ms", 100, Path.USB, Wander.ROUGH, at(Event.Kind.LEAP, 300, 8)));
  }

  static List<Scenario> aDay() {
    return List.of(
        of("USB, 24 h", 100, Path.USB, Wander.ROOM),
        of("serial 16 ms, 24 h", 100, Path.SERIAL, Wander.ROOM),
        of("Wi-Fi, 24 h", 72, Path.WIFI, Wander.ROOM),
        of("BLE, 24 h", 60, Path.BLE, Wander.ROOM),
        of(
            "USB rough, 24 h, reset, pause, path",
            100,
            Path.USB,
            Wander.ROUGH,
            at(Event.Kind.RESET, 20_000, 5),
            at(Event.Kind.PAUSE, 40_000, 900),
            at(Event.Kind.PATH, 60_000, 1.5)));
  }
}
