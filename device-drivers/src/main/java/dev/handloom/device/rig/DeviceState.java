package dev.handloom.device.rig;

/// Where a device is in its life.
public enum DeviceState {
  /// Known, and not wanted: nothing is opened.
  DISCONNECTED,
  /// The link is being opened, or nothing has come over it yet.
  CONNECTING,
  /// Samples come.
  LIVE,
  /// The link is open and no samples come: it says nothing, or nothing that its driver knows.
  SILENT,
  /// The link broke; it is tried again by and by.
  RECONNECTING,
  /// Cannot work as it is set up; a person must change something.
  FAILED
}
