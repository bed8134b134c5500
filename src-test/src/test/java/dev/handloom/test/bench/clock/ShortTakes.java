package dev.handloom.test.bench.clock;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.SecondPass;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Takes of seconds, while the devices run for hours: the second pass sees only the take, and the
/// live times in it, which know more.
final class ShortTakes {
  private static final double FIRST_SECOND = 45;
  private static final double EVERY_SECONDS = 53;

  private ShortTakes() {}

  private record Taken(
      long ticks, long arrival, long live, long liveBound, long truth, double second) {}

  record Outcome(Accuracy live, Accuracy second) {}

  static Outcome run(Scenario scenario, long seed, double seconds, double takeSeconds) {
    Accuracy.Meter live = new Accuracy.Meter();
    Accuracy.Meter second = new Accuracy.Meter();
    Scenario.Run run = scenario.run(seed, seconds);
    ClockModel clock = new HullClock(scenario.ticks(), scenario.path().delay());
    Sample sample = Sample.stampOnly();
    List<Taken> take = new ArrayList<>();
    double begins = FIRST_SECOND;
    PathDelay atStart = scenario.path().delay();
    while (run.next()) {
      sample.deviceTicks = run.ticksNow;
      sample.arrivalNanos = run.arrivalNanos;
      clock.stamp(sample);
      if (run.second() > begins + takeSeconds) {
        judge(scenario, take, atStart, path(clock, sample), live, second);
        take.clear();
        begins += Math.max(EVERY_SECONDS, takeSeconds);
      }
      if (run.second() >= begins) {
        if (take.isEmpty()) {
          atStart = path(clock, sample);
        }
        take.add(
            new Taken(
                run.ticksNow,
                run.arrivalNanos,
                sample.captureNanos,
                sample.boundNanos,
                run.captureNanos,
                run.second()));
      }
    }
    return new Outcome(live.result(), second.result());
  }

  private static PathDelay path(ClockModel clock, Sample sample) {
    return Objects.requireNonNull(clock.report(sample.arrivalNanos).path());
  }

  private static void judge(
      Scenario scenario,
      List<Taken> take,
      PathDelay atStart,
      PathDelay atEnd,
      Accuracy.Meter live,
      Accuracy.Meter second) {
    SecondPass pass = new SecondPass(scenario.ticks(), atStart);
    for (Taken each : take) {
      live.add(each.live(), each.liveBound(), each.truth(), each.second());
      pass.add(each.ticks(), each.arrival(), each.live(), each.liveBound());
    }
    ClockCorrection.Cursor cursor = pass.correction(atEnd).cursor();
    for (Taken each : take) {
      if (cursor.next(each.ticks(), each.arrival())) {
        second.add(cursor.captureNanos(), cursor.boundNanos(), each.truth(), each.second());
      }
    }
  }
}
