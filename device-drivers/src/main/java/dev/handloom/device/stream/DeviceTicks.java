package dev.handloom.device.stream;

/// How a device writes down its own time: a counter of so many bits at so many ticks a second.
public record DeviceTicks(int bits, long perSecond) {
  /// Microseconds in 32 bits, as most microcontrollers send; wraps every 71.6 minutes.
  public static final DeviceTicks MICROS_32 = new DeviceTicks(32, 1_000_000);

  /// Microseconds that do not wrap.
  public static final DeviceTicks MICROS_64 = new DeviceTicks(63, 1_000_000);

  public DeviceTicks {
    if (bits < 8 || bits > 63 || perSecond < 1 || perSecond > 1_000_000_000L) {
      throw new IllegalArgumentException("No such counter: " + bits + " bits, " + perSecond + "/s");
    }
  }
}
