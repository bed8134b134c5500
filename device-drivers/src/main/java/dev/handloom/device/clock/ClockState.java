package dev.handloom.device.clock;

/// How much is known of a device's clock.
public enum ClockState {
  /// Not enough samples yet; capture time is arrival less the usual delay, with a wide bound.
  ACQUIRING,
  /// Offset and drift are known to within the stated bound.
  LOCKED,
  /// No samples for a while; the bound grows.
  HOLDOVER,
  /// The device's time leapt; a new segment has begun and is being acquired.
  JUMPED
}
