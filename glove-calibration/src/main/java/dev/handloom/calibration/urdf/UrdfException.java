package dev.handloom.calibration.urdf;

/// A description that cannot be used; the message names the link or joint and what to do.
public final class UrdfException extends Exception {
  private static final long serialVersionUID = 1;

  public UrdfException(String message) {
    super(message);
  }

  public UrdfException(String message, Throwable cause) {
    super(message, cause);
  }
}
