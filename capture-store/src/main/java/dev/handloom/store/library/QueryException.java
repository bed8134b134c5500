package dev.handloom.store.library;

import java.io.IOException;

/// A search asks for something that episodes do not have. The message names the word and says what
/// can be written instead.
public final class QueryException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String word;

  QueryException(String word, String message) {
    super(message);
    this.word = word;
  }

  /// The word that cannot be understood, as it was typed.
  public String word() {
    return word;
  }
}
