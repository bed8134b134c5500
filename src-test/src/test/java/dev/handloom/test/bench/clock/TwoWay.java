package dev.handloom.test.bench.clock;

import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.ProbeClock;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;

/// A device that answers probes, on a path of which only the round trip can be measured.
///
/// @param upMillis least delay to the device
/// @param downMillis least delay back
/// @param queueMillis mean of the further delay, each way
/// @param spikeOneIn one packet of so many waits 60 ms on average
record TwoWay(
    String name,
    double upMillis,
    double downMillis,
    double queueMillis,
    int spikeOneIn,
    Scenario device) {
  private static final long MILLI = 1_000_000L;

  /// The probe's way and its stamp.
  private record Answer(long sent, long ticks, long device, long received) {}

  static List<TwoWay> all() {
    Scenario steady = device(Scenario.Wander.STEADY);
    Scenario rough = device(Scenario.Wander.ROUGH);
    Scenario reset =
        device(Scenario.Wander.ROUGH, new Scenario.Event(Scenario.Event.Kind.RESET, 300, 3));
    Scenario leap =
        device(Scenario.Wander.ROUGH, new Scenario.Event(Scenario.Event.Kind.LEAP, 300, 40));
    Scenario pause =
        device(Scenario.Wander.ROUGH, new Scenario.Event(Scenario.Event.Kind.PAUSE, 300, 60));
    return List.of(
        new TwoWay("wired, steady", 0.25, 0.25, 0.1, 10_000, steady),
        new TwoWay("wired, rough clock", 0.25, 0.25, 0.1, 10_000, rough),
        new TwoWay("Wi-Fi, steady", 1, 1, 2.5, 30, steady),
        new TwoWay("Wi-Fi, rough clock", 1, 1, 2.5, 30, rough),
        new TwoWay("Wi-Fi, uplink 2 ms slower", 3, 1, 2.5, 30, rough),
        new TwoWay("wired, reset", 0.25, 0.25, 0.1, 10_000, reset),
        new TwoWay("wired, clock leaps 40 ms", 0.25, 0.25, 0.1, 10_000, leap),
        new TwoWay("Wi-Fi, pause 60 s", 1, 1, 2.5, 30, pause));
  }

  private static Scenario device(Scenario.Wander wander, Scenario.Event... events) {
    return new Scenario(
        "", 100, Scenario.Path.WIFI, wander, DeviceTicks.MICROS_32, List.of(events), false);
  }

  /// What was promised and is not so; of steady running only, as to the error.
  List<String> misses(Accuracy ours) {
    List<String> misses = new ArrayList<>();
    if (!(ours.within() >= Goals.WITHIN)) {
      misses.add("MISSED live bound");
    }
    if (device.events().isEmpty() && !(ours.p99() <= Goals.LIVE_P99_MILLIS)) {
      misses.add("MISSED live p99");
    }
    return misses;
  }

  /// Of the probe clock, and of the best probe of the last wave as Lab Streaming Layer takes it.
  record Outcome(Accuracy ours, Accuracy lastWave) {}

  Outcome run(long seed, double seconds) {
    Scenario.Run run = device.run(seed, seconds);
    Random random = new Random(seed + 77);
    // The device stamps what it measures at once: nothing inside is unknown.
    ProbeClock clock = new ProbeClock(device.ticks(), new PathDelay(0, 0, "as simulated"));
    LastWave lastWave = new LastWave();
    Sample sample = Sample.stampOnly();
    Queue<Answer> away = new ArrayDeque<>();
    Accuracy.Meter ours = new Accuracy.Meter();
    Accuracy.Meter theirs = new Accuracy.Meter();
    while (run.next()) {
      if (clock.probeDue(run.captureNanos)) {
        long up = delay(random, upMillis);
        long received = run.captureNanos + up + delay(random, downMillis);
        away.add(new Answer(run.captureNanos, run.ticksAfter(up), run.deviceAfter(up), received));
      }
      sample.arrivalNanos = run.captureNanos + delay(random, downMillis);
      sample.deviceTicks = run.ticksNow;
      while (!away.isEmpty() && away.element().received() <= sample.arrivalNanos) {
        Answer answer = away.remove();
        clock.probe(answer.sent(), answer.ticks(), answer.received());
        lastWave.probe(answer.sent(), answer.device(), answer.received());
      }
      clock.stamp(sample);
      ours.add(sample.captureNanos, sample.boundNanos, run.captureNanos, run.second());
      if (lastWave.known()) {
        theirs.add(
            run.deviceNanos + lastWave.offset, lastWave.bound, run.captureNanos, run.second());
      }
    }
    return new Outcome(ours.result(), theirs.result());
  }

  private long delay(Random random, double least) {
    double millis = least - Math.log(1 - random.nextDouble()) * queueMillis;
    if (random.nextInt(spikeOneIn) == 0) {
      millis -= Math.log(1 - random.nextDouble()) * 60;
    }
    return (long) (millis * MILLI);
  }

  /// The offset of the probe with the shortest round trip of a wave, until the next wave.
  private static final class LastWave {
    private static final int WAVE = 8;
    private static final long LONGEST = 128 * MILLI;
    private long offset;
    private long bound = Long.MAX_VALUE;
    private long best = Long.MAX_VALUE;
    private long bestOffset;
    private int probes;

    void probe(long sent, long device, long received) {
      long roundTrip = received - sent;
      if (roundTrip < best && roundTrip < LONGEST) {
        best = roundTrip;
        bestOffset = sent + roundTrip / 2 - device;
      }
      if (++probes == WAVE) {
        if (best < Long.MAX_VALUE) {
          offset = bestOffset;
          // It gives the round trip as its uncertainty.
          bound = best;
        }
        best = Long.MAX_VALUE;
        probes = 0;
      }
    }

    boolean known() {
      return bound != Long.MAX_VALUE;
    }
  }
}
