package dev.handloom.preview.wire;

import java.io.IOException;

/// Bytes that are not what they should be.
public final class WireException extends IOException {
  private static final long serialVersionUID = 1;

  public WireException(String message) {
    super(message);
  }
}
