package dev.handloom.calibration.print;

/// What was asked for does not fit on the paper, or cannot be; the message is for the person.
public final class SheetException extends Exception {
  private static final long serialVersionUID = 1;

  public SheetException(String message) {
    super(message);
  }
}
