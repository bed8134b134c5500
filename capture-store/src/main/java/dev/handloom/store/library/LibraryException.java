package dev.handloom.store.library;

import java.io.IOException;

/// A library cannot do what it was asked for. The message says why and what to do, the path last.
public final class LibraryException extends IOException {
  private static final long serialVersionUID = 1L;

  LibraryException(String message) {
    super(message);
  }

  LibraryException(String message, Throwable cause) {
    super(message, cause);
  }
}
