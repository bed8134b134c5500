package dev.handloom.device.sim.instrument;

/// What a device measures and how it puts that into bytes.
public interface Instrument {
  /// The most bytes a packet takes.
  int packetBytes();

  /// Whether it stands still until the host has answered its packet.
  boolean waitsForAnswer();

  /// Measures the person now and writes a packet.
  ///
  /// @param sinceStartNanos true time of the measurement
  /// @param deviceMicros the same on the device's own clock
  /// @param count samples measured before this one
  /// @return the packet's length
  int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into);
}
