package dev.handloom.device.link;

import java.io.Closeable;
import java.io.IOException;

/// An open connection to a device.
public interface Link extends Closeable {
  /// Waits for bytes, for at most the given time.
  ///
  /// @return how many came; 0 when the time is up
  /// @throws IOException when the device is gone
  int read(byte[] into, int offset, int length, int waitMillis) throws IOException;

  /// Sends all the bytes.
  void write(byte[] bytes, int offset, int length) throws IOException;

  /// What it is connected to, for a person.
  String title();

  @Override
  void close();
}
