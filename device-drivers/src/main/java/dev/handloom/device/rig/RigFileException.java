package dev.handloom.device.rig;

/// The rig file asks for something that cannot be. The message names the line.
public final class RigFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  public RigFileException(int line, String what) {
    super(line > 0 ? "Line " + line + ": " + what : what);
    this.line = line;
  }

  /// Counted from 1; 0 when no line is to blame.
  public int line() {
    return line;
  }
}
