package dev.handloom.store.payload;

import java.io.IOException;

/// A message's bytes are not what its schema says.
public final class PayloadException extends IOException {
  private static final long serialVersionUID = 1L;

  PayloadException(String message) {
    super(message);
  }
}
