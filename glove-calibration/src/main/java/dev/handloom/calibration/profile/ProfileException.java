package dev.handloom.calibration.profile;

/// A profile could not be kept or read. The message says what happened and to which file.
@SuppressWarnings("serial")
public final class ProfileException extends Exception {
  public ProfileException(String message) {
    super(message);
  }

  public ProfileException(String message, Throwable cause) {
    super(message, cause);
  }
}
