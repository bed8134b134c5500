package dev.handloom.device.stream;

/// Where the raw time stamp of a sample comes from: how far its own words can be trusted.
public enum StampSource {
  /// The studio's clock when the first byte came: the device and the kernel said nothing.
  ARRIVAL,
  /// A counter of the device itself.
  DEVICE_CLOCK,
  /// The kernel's clock when the exposure began.
  KERNEL_EXPOSURE_START,
  /// The kernel's clock when the first bytes of a picture came.
  KERNEL_FIRST_BYTES,
  /// The kernel's clock when the last byte of a picture had come.
  KERNEL_FRAME_END,
  /// Nobody: the samples come from a dataset that does not say when they were captured, and were
  /// laid out at its rate when they were imported.
  SYNTHETIC
}
