package dev.handloom.store.zarr;

import java.io.IOException;

/// A file that is not as the format wants it, or that holds what is not read here. The message can
/// be shown as it stands.
public final class ZarrException extends IOException {
  private static final long serialVersionUID = 1L;

  public ZarrException(String message) {
    super(message);
  }

  public ZarrException(String message, Throwable cause) {
    super(message, cause);
  }
}
