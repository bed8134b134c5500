package dev.handloom.calibration.space;

/// Why two spaces cannot be laid over each other, and what to do.
public final class AlignmentRefusal extends Exception {
  private static final long serialVersionUID = 1;

  public AlignmentRefusal(String message) {
    super(message);
  }

  public AlignmentRefusal(String message, Throwable cause) {
    super(message, cause);
  }
}
