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

  /// Throws away what has come and was not read: before a question, so that nothing late is taken
  /// for its answer.
  ///
  /// @return how many bytes
  default int discard(byte[] scratch) throws IOException {
    int all = 0;
    // A device that talks without end must not hold us.
    for (int got = 1; got > 0 && all < MOST_DISCARDED; all += got) {
      got = read(scratch, 0, scratch.length, 0);
    }
    return all;
  }

  /// See [#discard].
  int MOST_DISCARDED = 1 << 16;

  /// Sends all the bytes. May come from another thread than the one that reads.
  void write(byte[] bytes, int offset, int length) throws IOException;
}
