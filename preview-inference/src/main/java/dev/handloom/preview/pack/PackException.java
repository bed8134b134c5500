package dev.handloom.preview.pack;

/// A pack that is refused. The message says which line or file, and can be shown as it stands.
public final class PackException extends Exception {
  private static final long serialVersionUID = 1;

  public PackException(String message) {
    super(message);
  }

  public PackException(String message, Throwable cause) {
    super(message, cause);
  }
}
