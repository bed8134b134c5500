package dev.handloom.store.library;

import java.io.IOException;

/// A search asks for something that episodes do not have. The message says what they have.
public final class QueryException extends IOException {
  private static final long serialVersionUID = 1L;

  QueryException(String message) {
    super(message);
  }
}
