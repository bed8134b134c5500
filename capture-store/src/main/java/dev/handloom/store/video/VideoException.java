package dev.handloom.store.video;

import java.io.IOException;

/// A video could not be written or read. The message says what happened, the path last.
public final class VideoException extends IOException {
  private static final long serialVersionUID = 1L;

  public VideoException(String message) {
    super(message);
  }

  public VideoException(String message, Throwable cause) {
    super(message, cause);
  }
}
