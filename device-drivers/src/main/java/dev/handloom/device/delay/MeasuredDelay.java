package dev.handloom.device.delay;

import java.util.Objects;

/// What a measurement of one device's least delay came to.
///
/// @param driver the id of its driver
/// @param kind tells devices of one driver apart that are built differently: the name of a
///   simulated one; else empty
/// @param device its id in the rig
/// @param address where it was found
/// @param format of its pictures, as `640×480 bgra at 30 Hz`; empty for what is no camera
/// @param leastNanos from the moment that is measured to its arrival, at the least
/// @param spreadNanos between single observations: their scaled median deviation
/// @param uncertaintyNanos how far the least delay may be from the truth
/// @param method in words, as `time code on screen`
/// @param observations that it rests on
/// @param at when it was measured, as `2026-11-21T13:05:00Z`
/// @param software that measured
public record MeasuredDelay(
    String driver,
    String kind,
    String device,
    String address,
    String format,
    long leastNanos,
    long spreadNanos,
    long uncertaintyNanos,
    String method,
    int observations,
    String at,
    String software) {
  public static final String TIME_CODE = "time code on screen";
  public static final String GESTURE = "tap or shake";

  private static final int DATE_LENGTH = 10;

  public MeasuredDelay {
    Objects.requireNonNull(driver, "driver");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(at, "at");
    kind = Objects.requireNonNullElse(kind, "");
    address = Objects.requireNonNullElse(address, "");
    format = Objects.requireNonNullElse(format, "");
    software = Objects.requireNonNullElse(software, "");
    if (uncertaintyNanos < 0 || spreadNanos < 0) {
      throw new IllegalArgumentException("An uncertainty cannot be negative");
    }
  }

  /// The day alone.
  public String day() {
    return at.length() < DATE_LENGTH ? at : at.substring(0, DATE_LENGTH);
  }

  /// Whether it was measured on a device of this kind, with pictures of this format.
  boolean ofKind(DelayKey key) {
    return driver.equals(key.driver()) && kind.equals(key.kind()) && format.equals(key.format());
  }

  /// Whether it was measured on this very device.
  boolean of(DelayKey key) {
    return ofKind(key) && device.equals(key.device()) && address.equals(key.address());
  }
}
