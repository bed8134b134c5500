package dev.handloom.device.stream;

import java.util.Objects;

/// How a device writes down its own time: a counter of so many bits at so many ticks a second.
///
/// @param bits 8 to 64; counters of 63 and 64 bits are taken never to wrap but at the ends of a
///   long
/// @param source whose counter it is; never [StampSource#ARRIVAL]
public record DeviceTicks(int bits, long perSecond, StampSource source) {
  /// Microseconds in 32 bits, as most microcontrollers send; wraps every 71.6 minutes.
  public static final DeviceTicks MICROS_32 = new DeviceTicks(32, 1_000_000);

  /// Microseconds that do not wrap.
  public static final DeviceTicks MICROS_64 = new DeviceTicks(63, 1_000_000);

  /// Times that nobody measured, made up at an even rate by an import.
  public static final DeviceTicks MADE_UP = new DeviceTicks(63, 1_000_000, StampSource.SYNTHETIC);

  public DeviceTicks {
    Objects.requireNonNull(source, "source");
    if (bits < 8 || bits > 64 || perSecond < 1 || perSecond > 1_000_000_000L) {
      throw new IllegalArgumentException("No such counter: " + bits + " bits, " + perSecond + "/s");
    }
    if (source == StampSource.ARRIVAL) {
      throw new IllegalArgumentException("An arrival is no counter of the device");
    }
  }

  /// A counter of the device itself.
  public DeviceTicks(int bits, long perSecond) {
    this(bits, perSecond, StampSource.DEVICE_CLOCK);
  }
}
