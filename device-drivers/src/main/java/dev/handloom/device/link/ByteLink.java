package dev.handloom.device.link;

import java.io.IOException;

/// Bytes without boundaries: a serial port, a TCP connection, the body of an HTTP answer that goes
/// on.
public non-sealed interface ByteLink extends Link {
  /// Waits for bytes, for at most the given time.
  ///
  /// @return how many came; 0 when the time is up
  /// @throws IOException when the device is gone
  int read(byte[] into, int offset, int length, int waitMillis) throws IOException;

  /// Studio time at which the last [#read] that brought bytes had them, taken before anybody looked
  /// at them.
  long arrivalNanos();

  /// Sends all the bytes. May come from another thread than the one that reads.
  void write(byte[] bytes, int offset, int length) throws IOException;
}
