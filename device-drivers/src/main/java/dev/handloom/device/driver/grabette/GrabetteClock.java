package dev.handloom.device.driver.grabette;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.HullClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.DeviceTicks;
import dev.handloom.device.stream.Sample;
import java.util.EnumMap;
import java.util.Map;

/// One clock for each part of the gripper, because their times have nothing to do with each other.
final class GrabetteClock implements ClockModel {
  private final Map<Part, HullClock> clocks = new EnumMap<>(Part.class);
  private Part part = Part.JAWS;

  GrabetteClock(DeviceTicks ticks, PathDelay path) {
    for (Part each : Part.values()) {
      clocks.put(each, new HullClock(ticks, path));
    }
  }

  private HullClock of(Part which) {
    HullClock clock = clocks.get(which);
    if (clock == null) {
      throw new IllegalStateException("No clock for " + which);
    }
    return clock;
  }

  /// The samples that come now are of this part.
  void now(Part which) {
    part = which;
  }

  @Override
  public void stamp(Sample sample) {
    of(part).stamp(sample);
  }

  @Override
  public void reconnected() {
    clocks.values().forEach(HullClock::reconnected);
  }

  /// That of the encoders, which every gripper has.
  @Override
  public ClockReport report(long nowNanos) {
    return of(Part.JAWS).report(nowNanos);
  }
}
