package dev.handloom.device.driver.encoderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.sim.Simulators;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.instrument.Timing;
import dev.handloom.device.stream.Sample;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bounds that boards are given, whose stamps are cut to whole milliseconds and begin anew
/// every 65.5 seconds, held against the truth of their simulators.
class BoardClockTest {
  private static final long START = 5_000_000_000_000L;
  private static final double SECONDS = 400;

  @ParameterizedTest
  @CsvSource({
    "dexumi-inspire,1",
    "dexumi-inspire,2",
    "dexumi-inspire,3",
    "dexumi-xhand,1",
    "dexumi-xhand,2",
    "dexumi-xhand,3",
    "dexumi-fsr,1",
    "dexumi-fsr,2",
    "doglove,1",
    "doglove,2",
    "doglove,3",
    "doglove,4"
  })
  void theBoundHolds(String name, long seed) throws Exception {
    WireSimulator simulator =
        Simulators.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    DeviceConfig config = simulator.config("it", "sim:" + name);
    var driver = new Drivers().of(config);
    ClockModel clock = driver.clock(config);
    Timing.Series series = simulator.timing().series(seed, START);
    Random reader = new Random(seed + 9);
    Sample sample = new Sample(driver.streams(config).getFirst());
    long judged = 0;
    long within = 0;
    long lastArrival = 0;
    double sum = 0;
    while (series.nextNanos() < START + SECONDS * 1e9) {
      series.advance();
      long woken = (long) (-Math.log(1 - reader.nextDouble()) * 40_000);
      lastArrival = Math.max(lastArrival, series.arrivalNanos + woken);
      sample.arrivalNanos = lastArrival;
      sample.deviceTicks = series.deviceMicros / 1000 & 0xFFFF;
      clock.stamp(sample);
      if (clock.report(lastArrival).state() == ClockState.LOCKED) {
        double error = sample.captureNanos - series.captureNanos;
        judged++;
        sum += error;
        within += Math.abs(error) <= sample.boundNanos ? 1 : 0;
      }
    }
    double share = (double) within / judged;
    System.out.printf(
        "%s, seed %d: %.2f %% within the bound of %.2f ms, mean error %.2f ms%n",
        name, seed, 100 * share, sample.boundNanos / 1e6, sum / judged / 1e6);
    assertTrue(judged > 0.9 * SECONDS * simulator.timing().hz(), "locked too late");
    assertTrue(share >= 0.99, name + ", seed " + seed + ": " + share);
    assertEquals(0, clock.report(lastArrival).jumps());
  }
}
