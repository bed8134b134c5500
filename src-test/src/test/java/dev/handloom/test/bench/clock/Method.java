package dev.handloom.test.bench.clock;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.SecondPass;
import dev.handloom.device.stream.Sample;
import java.util.List;
import java.util.Objects;

/// Ways to find capture times from what a one-way device sends.
enum Method {
  ARRIVAL("arrival") {
    @Override
    void judge(Scenario scenario, long seed, double seconds, Accuracy.Meter meter) {
      Scenario.Run run = scenario.run(seed, seconds);
      while (run.next()) {
        meter.add(run.arrivalNanos, Long.MAX_VALUE, run.captureNanos, run.second());
      }
    }
  },
  LINE("one line") {
    @Override
    void judge(Scenario scenario, long seed, double seconds, Accuracy.Meter meter) {
      List<LeastSquares> lines = LeastSquares.stretches(scenario.run(seed, seconds));
      Scenario.Run run = scenario.run(seed, seconds);
      LeastSquares.Splitter splitter = new LeastSquares.Splitter();
      int stretch = -1;
      while (run.next()) {
        stretch += splitter.begins(run) ? 1 : 0;
        long estimated = lines.get(stretch).at(run.deviceNanos);
        meter.add(estimated, Long.MAX_VALUE, run.captureNanos, run.second());
      }
    }
  },
  LSL("LSL smoothing") {
    @Override
    void judge(Scenario scenario, long seed, double seconds, Accuracy.Meter meter) {
      Scenario.Run run = scenario.run(seed, seconds);
      ForgettingLine line = new ForgettingLine(scenario.hz());
      while (run.next()) {
        long estimated = line.smoothed(run.arrivalNanos);
        meter.add(estimated, Long.MAX_VALUE, run.captureNanos, run.second());
      }
    }
  },
  LIVE("live") {
    @Override
    void judge(Scenario scenario, long seed, double seconds, Accuracy.Meter meter) {
      Scenario.Run run = scenario.run(seed, seconds);
      ClockModel clock = new HullClock(scenario.ticks(), scenario.path().delay());
      Sample sample = Sample.stampOnly();
      while (run.next()) {
        sample.deviceTicks = run.ticksNow;
        sample.arrivalNanos = run.arrivalNanos;
        clock.stamp(sample);
        meter.add(sample.captureNanos, sample.boundNanos, run.captureNanos, run.second());
      }
    }
  },
  SECOND("second pass") {
    @Override
    void judge(Scenario scenario, long seed, double seconds, Accuracy.Meter meter) {
      Scenario.Run first = scenario.run(seed, seconds);
      ClockModel live = new HullClock(scenario.ticks(), scenario.path().delay());
      SecondPass pass = new SecondPass(scenario.ticks(), scenario.path().delay());
      Sample sample = Sample.stampOnly();
      while (first.next()) {
        sample.deviceTicks = first.ticksNow;
        sample.arrivalNanos = first.arrivalNanos;
        live.stamp(sample);
        pass.add(first.ticksNow, first.arrivalNanos, sample.captureNanos, sample.boundNanos);
      }
      PathDelay path = Objects.requireNonNull(live.report(sample.arrivalNanos).path());
      ClockCorrection.Cursor cursor = pass.correction(path).cursor();
      Scenario.Run run = scenario.run(seed, seconds);
      while (run.next()) {
        if (cursor.next(run.ticksNow, run.arrivalNanos)) {
          meter.add(cursor.captureNanos(), cursor.boundNanos(), run.captureNanos, run.second());
        }
      }
    }
  };

  final String title;

  Method(String title) {
    this.title = title;
  }

  abstract void judge(Scenario scenario, long seed, double seconds, Accuracy.Meter meter);

  Accuracy accuracy(Scenario scenario, long seed, double seconds) {
    Accuracy.Meter meter = new Accuracy.Meter();
    judge(scenario, seed, seconds, meter);
    return meter.result();
  }
}
