package dev.handloom.store.jxl;

import java.io.IOException;

/// A picture that is damaged or is not what it must be. The message can be shown as it stands.
public final class JxlException extends IOException {
  private static final long serialVersionUID = 1L;

  JxlException(String message) {
    super(message);
  }
}
