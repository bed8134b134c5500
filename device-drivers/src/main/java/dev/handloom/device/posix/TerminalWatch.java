package dev.handloom.device.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Waits for what comes over a terminal that somebody else in this process has open, to the
/// millisecond and asleep. Reads nothing itself.
public final class TerminalWatch implements AutoCloseable {
  /// What a wait ended with.
  public enum Seen {
    /// The time is up.
    NOTHING,
    /// Bytes can be read.
    BYTES,
    /// Bytes can be read, and none will follow: the other end is gone.
    LAST_BYTES,
    /// The other end is gone.
    GONE,
    /// This system cannot wait for such a terminal.
    UNABLE
  }

  // struct pollfd { int fd; short events; short revents; }
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final int POLLFD_BYTES = 8;

  private final int descriptor;
  // Memory that the collector frees: a wait may still be using it when the watch is closed.
  private final MemorySegment errno = Arena.ofAuto().allocate(Posix.errnoLayout());
  private final MemorySegment one = Arena.ofAuto().allocate(POLLFD_BYTES, Integer.BYTES);
  private boolean closed;

  /// @param path of the terminal
  public TerminalWatch(String path) throws IOException {
    descriptor = Posix.openToWatch(path);
    one.set(ValueLayout.JAVA_INT, 0, descriptor);
    one.set(ValueLayout.JAVA_SHORT, EVENTS, Posix.POLLIN);
  }

  /// Waits for at most the given time.
  public Seen await(int waitMillis) {
    one.set(ValueLayout.JAVA_SHORT, REVENTS, (short) 0);
    // A negative answer is a signal that came between: as good as the end of the time.
    if (Posix.poll(errno, one, waitMillis) <= 0) {
      return Seen.NOTHING;
    }
    int seen = one.get(ValueLayout.JAVA_SHORT, REVENTS);
    if ((seen & Posix.POLLNVAL) != 0) {
      return Seen.UNABLE;
    }
    boolean gone = (seen & (Posix.POLLERR | Posix.POLLHUP)) != 0;
    boolean bytes = (seen & Posix.POLLIN) != 0;
    return gone ? bytes ? Seen.LAST_BYTES : Seen.GONE : bytes ? Seen.BYTES : Seen.NOTHING;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      Posix.close(descriptor);
    }
  }
}
