package dev.handloom.device.driver.v4l2;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// The calls to the kernel that an open camera takes. A refusal comes back as a negative error
/// number, because what it means depends on the call.
interface Kernel extends AutoCloseable {
  // From <errno.h> of Linux, where all processors agree on these.
  int NOT_PERMITTED = 1;
  int NO_ENTRY = 2;
  int INTERRUPTED = 4;
  int IO_ERROR = 5;
  int NO_SUCH_ADDRESS = 6;
  int AGAIN = 11;
  int NO_MEMORY = 12;
  int ACCESS_DENIED = 13;
  int BUSY = 16;
  int NO_DEVICE = 19;
  int INVALID = 22;
  int NOT_A_CALL = 25;
  int NO_SPACE = 28;

  /// What a wait ended with.
  enum Seen {
    NOTHING,
    PICTURE,
    /// The camera is gone, or no longer streams.
    ERROR
  }

  /// @return zero or more, or less the error number
  int call(long number, MemorySegment struct);

  /// Waits for a picture, for at most the given time.
  Seen await(int waitMillis);

  /// Makes a buffer of the kernel readable here until [#close].
  MemorySegment map(long offset, long length) throws IOException;

  /// Lets go of the camera and of what was mapped.
  @Override
  void close();
}
