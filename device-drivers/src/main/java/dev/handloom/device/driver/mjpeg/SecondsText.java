package dev.handloom.device.driver.mjpeg;

import dev.handloom.device.stream.Sample;
import java.math.BigDecimal;

/// Seconds with a fraction, as servers write them, as microseconds.
final class SecondsText {
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  private SecondsText() {}

  /// Microseconds; [Sample#NO_TICKS] if it is no such text.
  static long micros(String text) {
    // Long enough for nanoseconds since 1970, and never slow.
    return text.matches("[0-9]{1,12}(\\.[0-9]{0,9})?")
        ? new BigDecimal(text.endsWith(".") ? text + "0" : text).multiply(MICROS).longValue()
        : Sample.NO_TICKS;
  }
}
