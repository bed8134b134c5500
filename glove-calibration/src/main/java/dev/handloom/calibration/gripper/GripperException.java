package dev.handloom.calibration.gripper;

/// A gripper cannot be measured so; the message is for the person.
public final class GripperException extends Exception {
  private static final long serialVersionUID = 1;

  public GripperException(String message) {
    super(message);
  }

  public GripperException(String message, Throwable cause) {
    super(message, cause);
  }
}
