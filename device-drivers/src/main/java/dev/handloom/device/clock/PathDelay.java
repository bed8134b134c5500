package dev.handloom.device.clock;

/// How long a sample takes, at the least, from being measured to being in our hands.
///
/// @param leastNanos the usual least delay; taken off every capture time
/// @param uncertaintyNanos how far the least delay of one device may be from that
/// @param origin where the figures come from: measured on this device, a driver's default
public record PathDelay(long leastNanos, long uncertaintyNanos, String origin) {
  /// What a driver assumes until somebody measures.
  public static PathDelay assumed(double leastMillis, double uncertaintyMillis) {
    return new PathDelay(
        (long) (leastMillis * 1e6), (long) (uncertaintyMillis * 1e6), "assumed, not measured");
  }
}
