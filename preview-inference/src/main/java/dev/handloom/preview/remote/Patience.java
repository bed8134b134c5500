package dev.handloom.preview.remote;

import java.time.Duration;

/// How long to wait.
///
/// @param connect for a server to be there and to introduce itself
/// @param answer for an answer
public record Patience(Duration connect, Duration answer) {
  public static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60));
}
