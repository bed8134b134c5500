package dev.handloom.store.record;

/// A take cannot be started. The message says why and what to do.
public final class RecordException extends Exception {
  private static final long serialVersionUID = 1L;

  RecordException(String message) {
    super(message);
  }
}
