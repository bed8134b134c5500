package dev.handloom.preview.tiny;

import java.io.IOException;

/// A training that cannot go on. The message can be shown as it stands.
public final class TrainException extends IOException {
  private static final long serialVersionUID = 1;

  public TrainException(String message) {
    super(message);
  }

  public TrainException(String message, Throwable cause) {
    super(message, cause);
  }
}
