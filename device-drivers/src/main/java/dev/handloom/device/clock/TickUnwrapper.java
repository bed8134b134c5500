package dev.handloom.device.clock;

import dev.handloom.device.stream.DeviceTicks;

/// Makes a device's wrapping counter into nanoseconds that only wrap in centuries, by picking the
/// number of wraps that agrees best with the time that passed on the studio's clock.
final class TickUnwrapper {
  private final DeviceTicks ticks;
  private final long wrapTicks;
  private final double nanosPerTick;
  private boolean started;
  private long lastTicks;
  private long lastArrivalNanos;
  private long total;

  TickUnwrapper(DeviceTicks ticks) {
    this.ticks = ticks;
    wrapTicks = ticks.bits() >= 63 ? 0 : 1L << ticks.bits();
    nanosPerTick = 1e9 / ticks.perSecond();
  }

  /// Device time in nanoseconds since the first stamp.
  long nanos(long rawTicks, long arrivalNanos) {
    if (!started) {
      started = true;
    } else {
      long step = rawTicks - lastTicks;
      if (wrapTicks > 0) {
        double expected = (arrivalNanos - lastArrivalNanos) / nanosPerTick;
        long wraps = Math.round((expected - step) / wrapTicks);
        step += wraps * wrapTicks;
      }
      total += step;
    }
    lastTicks = rawTicks;
    lastArrivalNanos = arrivalNanos;
    return Math.round(total * nanosPerTick);
  }

  void reset() {
    started = false;
    total = 0;
  }

  DeviceTicks ticks() {
    return ticks;
  }
}
