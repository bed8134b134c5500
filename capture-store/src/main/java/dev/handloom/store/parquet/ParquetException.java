package dev.handloom.store.parquet;

import java.io.IOException;

/// The bytes are not the Parquet they claim to be, or hold what this library does not read. The
/// message says what and where.
public final class ParquetException extends IOException {
  private static final long serialVersionUID = 1L;

  public ParquetException(String message) {
    super(message);
  }

  ParquetException(String message, Throwable cause) {
    super(message, cause);
  }
}
