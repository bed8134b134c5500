package dev.handloom.app.workspace.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.stream.Sample;
import org.junit.jupiter.api.Test;

class TimeWordsTest {
  private static ClockReport report(ClockState state, double driftPpm, PathDelay path) {
    return new ClockReport(state, "any", -2_500_000_000L, driftPpm, 301_000, 100, 1, path);
  }

  @Test
  void aBoundIsNeverSaidNarrowerThanItIs() {
    assertEquals("±0.31 ms", TimeWords.bound(301_000));
    assertEquals("±0.30 ms", TimeWords.bound(300_000));
    assertEquals("±13 ms", TimeWords.bound(12_000_001));
    assertEquals("unknown", TimeWords.bound(Sample.UNBOUNDED));
  }

  @Test
  void everyStateHasItsWords() {
    PathDelay path = PathDelay.assumed(1, 0.5);
    assertEquals(
        "Holding over since 3 s",
        TimeWords.state(DeviceState.SILENT, report(ClockState.HOLDOVER, 0, path), 3_900_000_000L));
    assertEquals(
        "Still measuring",
        TimeWords.state(DeviceState.LIVE, report(ClockState.ACQUIRING, 0, path), 0));
    assertEquals(
        "Locked", TimeWords.state(DeviceState.LIVE, report(ClockState.LOCKED, 0, path), 0));
    assertEquals(
        "Off", TimeWords.state(DeviceState.DISCONNECTED, report(ClockState.LOCKED, 0, path), 0));
    assertEquals(
        "Nothing yet",
        TimeWords.state(
            DeviceState.CONNECTING,
            new ClockReport(ClockState.ACQUIRING, "any", 0, 0, Sample.UNBOUNDED, 0, 0),
            0));
  }

  @Test
  void aClockBehindTheStudiosIsSlow() {
    PathDelay path = PathDelay.assumed(1, 0.5);
    assertEquals("0.9 s/day slow", TimeWords.drift(report(ClockState.LOCKED, 10, path)));
    assertEquals("0.9 s/day fast", TimeWords.drift(report(ClockState.LOCKED, -10, path)));
    assertEquals("-2.500 s", TimeWords.offset(report(ClockState.LOCKED, 10, path)));
  }

  @Test
  void whatWasOnlyAssumedIsSaid() {
    ClockReport assumed = report(ClockState.LOCKED, 10, PathDelay.assumed(1, 0.5));
    assertTrue(TimeWords.assumed(assumed));
    assertTrue(
        TimeWords.details(assumed, JitterHistogram.of(new long[] {30_000}), 2, 0, 1)
            .contains("1.00 ms, give or take 0.50 ms: assumed, not measured."));
    ClockReport measured =
        report(
            ClockState.LOCKED,
            10,
            new PathDelay(1_000_000, 100_000, "measured on this device today"));
    assertFalse(TimeWords.assumed(measured));
  }
}
