package dev.handloom.device.clock;

/// Is told what a [HullClock] makes of its samples.
interface FloorWatch {
  /// The least delayed sample of a quarter of a second, once it is believed.
  void floor(long deviceNanos, long offsetNanos);

  /// The path changed: offsets from this device time on lie higher by so much, all steps together.
  ///
  /// @param doubtNanos how far from the truth that may be
  void stepped(long sinceDeviceNanos, long shiftNanos, long doubtNanos);

  /// The relation between device time and offset began anew; device time goes on.
  void broke(long sinceDeviceNanos);

  /// Device time began anew with the sample that is being stamped.
  void restarted();
}
