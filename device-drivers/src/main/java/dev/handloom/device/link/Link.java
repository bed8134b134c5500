package dev.handloom.device.link;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// An open connection to a device. Which kind it is says how it is spoken to; a driver asks for the
/// one it needs with [dev.handloom.device.rig.DeviceConfig#needs].
public sealed interface Link extends Closeable
    permits ByteLink, MessageLink, HidLink, RequestLink, Place {
  /// What it is connected to, for a person.
  String title();

  /// What a person could do so that it works better; empty when there is nothing.
  default List<LinkAdvice> advice() {
    return List.of();
  }

  /// Waits until there is somebody at the other end, for at most the given time: a device that
  /// dials us comes when it likes. Until then nothing else is asked of a link.
  ///
  /// @return whether there is
  default boolean ready(int waitMillis) throws IOException {
    return true;
  }

  @Override
  void close();
}
