package dev.handloom.device.clock;

/// Is told what a [HullClock] makes of its samples.
interface FloorWatch {
  /// The least delayed sample of a quarter of a second, once it is believed.
  void floor(long deviceNanos, long offsetNanos);

  /// The path changed: offsets from this device time on lie higher by so much, all steps together.
  void stepped(long sinceDeviceNanos, long shiftNanos);

  /// The relation between device time and offset began anew; device time goes on.
  void broke(long sinceDeviceNanos);

  /// Device time began anew with the sample that is being stamped.
  void restarted();
}
