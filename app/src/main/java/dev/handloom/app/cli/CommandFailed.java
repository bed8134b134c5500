package dev.handloom.app.cli;

/// A command cannot go on; its message is for the person, its code for the shell.
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// A check failed, or something was found.
  static final int FINDING = 1;

  /// Wrong usage.
  static final int USAGE = 2;

  /// A device or a file could not be used.
  static final int UNUSABLE = 3;

  private final int code;

  CommandFailed(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
