package dev.handloom.store.export.mcap;

import java.io.IOException;

/// The file that is written failed, and not the episode that is read.
final class OutputFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final IOException failure;

  OutputFailed(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  IOException cause() {
    return failure;
  }
}
