package dev.handloom.device.sim.wire;

import dev.handloom.device.link.Link;
import java.io.IOException;

/// The device's end of a cable. Sending never waits: bytes that nobody takes are lost, as on a real
/// cable.
public interface Wire extends AutoCloseable {
  /// Where another program, or [dev.handloom.device.link.Links], finds the other end.
  String address();

  /// Opens the other end from within this process.
  Link open() throws IOException;

  /// Whether somebody may be listening; what is sent otherwise is thrown away.
  boolean listened();

  /// Sends bytes; false if not all of them went.
  boolean write(byte[] bytes, int offset, int length);

  /// Waits for bytes from the host for at most the given time; returns how many came.
  int read(byte[] into, int waitMillis);

  /// Takes the place of a wire that was unplugged: a device that sends to a port still knows which.
  default void replaces(Wire before) {}

  @Override
  void close();
}
