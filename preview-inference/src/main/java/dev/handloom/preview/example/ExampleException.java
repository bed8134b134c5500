package dev.handloom.preview.example;

import java.io.IOException;

/// An episode, or a library, that gives no examples. The message can be shown as it stands.
public final class ExampleException extends IOException {
  private static final long serialVersionUID = 1;

  public ExampleException(String message) {
    super(message);
  }
}
