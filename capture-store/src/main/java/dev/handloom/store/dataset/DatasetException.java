package dev.handloom.store.dataset;

import java.io.IOException;

/// An episode that does not fit into a dataset, or a dataset that cannot be made. The message can
/// be shown as it stands.
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
