package dev.handloom.store.gopro;

import java.io.IOException;

/// Metadata that is not as GPMF is.
@SuppressWarnings("serial")
final class GpmfException extends IOException {
  GpmfException(String message) {
    super(message);
  }
}
