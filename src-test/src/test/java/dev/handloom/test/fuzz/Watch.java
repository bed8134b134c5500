package dev.handloom.test.fuzz;

import org.jspecify.annotations.Nullable;

/// The case that a thread is at, and since when; looked at by another thread.
final class Watch {
  /// A case takes milliseconds; on a busy machine it may wait for a core for a while.
  static final long MOST_NANOS = 60_000_000_000L;

  private volatile long sinceNanos = Long.MAX_VALUE;
  private volatile @Nullable FuzzInput input;
  private volatile long number;
  private volatile @Nullable Thread thread;

  void begin(long caseNumber, FuzzInput caseInput) {
    thread = Thread.currentThread();
    number = caseNumber;
    input = caseInput;
    sinceNanos = System.nanoTime();
  }

  void end() {
    sinceNanos = Long.MAX_VALUE;
  }

  long caseNumber() {
    return number;
  }

  /// The input that has been worked at for too long; null while all is well.
  @Nullable FuzzInput stuck(long mostNanos) {
    long since = sinceNanos;
    return since != Long.MAX_VALUE && System.nanoTime() - since > mostNanos ? input : null;
  }

  /// Where the thread is now.
  String where() {
    Thread at = thread;
    StringBuilder out = new StringBuilder();
    if (at != null) {
      for (StackTraceElement frame : at.getStackTrace()) {
        out.append("\n    at ").append(frame);
      }
    }
    return out.toString();
  }
}
