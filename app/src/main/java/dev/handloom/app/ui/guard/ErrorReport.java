package dev.handloom.app.ui.guard;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

/// An error as a person is told of it.
///
/// @param happened what happened
/// @param kept what was kept
/// @param remedy what to do
public record ErrorReport(
    String happened, String kept, String remedy, ErrorCode code, Throwable error, Instant when) {

  public static ErrorReport of(String happened, String kept, String remedy, Throwable error) {
    return new ErrorReport(happened, kept, remedy, ErrorCode.of(error), error, Instant.now());
  }

  /// For an error nobody expected.
  public static ErrorReport unexpected(Throwable error) {
    return of(
        "Something in the studio did not work.",
        "Recording does not depend on the window: a take that runs goes on, and saved takes are safe.",
        "Try again. If it happens again, copy the report and send it to whoever looks after the studio.",
        error);
  }

  /// All of it as text, for the clipboard.
  public String asText(String version) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    return """
    Handloom %s, error %s
    %s
    Java %s, %s %s

    %s
    %s
    %s

    %s\
    """
        .formatted(
            version,
            code,
            when,
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            happened,
            kept,
            remedy,
            trace);
  }
}
