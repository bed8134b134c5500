package dev.handloom.store.mcap;

import java.io.IOException;

/// The bytes are not the MCAP they claim to be. The message says what was wrong and where.
public final class McapException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String problem;

  /// @param offset bytes from the start of the file to the record or field that is wrong
  public McapException(String problem, long offset) {
    super(problem + " at byte " + offset);
    this.problem = problem;
    this.offset = offset;
  }

  McapException(String problem, long offset, Throwable cause) {
    this(problem, offset);
    initCause(cause);
  }

  /// Bytes from the start of the file.
  public long offset() {
    return offset;
  }

  /// What was wrong, without the place.
  public String problem() {
    return problem;
  }
}
