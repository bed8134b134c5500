package dev.handloom.app.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a command prints. A person at a terminal gets a progress bar that redraws itself, a file
/// or a pipe gets plain lines.
public final class Terminal {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonMapper JSON_LINE = JsonMapper.builder().build();

  private final WatchedOutput watched;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;

  Terminal(OutputStream out, OutputStream err, boolean interactive) {
    watched = new WatchedOutput(out);
    this.out = new PrintStream(watched, true, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.interactive = interactive;
  }

  /// This process's own.
  @SuppressWarnings("SystemConsoleNull") // Without jdk.internal.le there is none off a terminal.
  static Terminal ofThisProcess() {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return new Terminal(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        terminal);
  }

  /// A line of the result.
  public void say(String line) {
    out.println(line);
  }

  /// The result as one JSON document.
  public void json(Object value) {
    out.println(JSON.writeValueAsString(value));
  }

  /// A part of the result as JSON on one line, for whoever reads on while it grows.
  public void jsonLine(Object value) {
    out.println(JSON_LINE.writeValueAsString(value));
  }

  /// A line beside the result: what is being done, what went wrong.
  public void tell(String line) {
    err.println(line);
  }

  /// Whether a person watches.
  public boolean interactive() {
    return interactive;
  }

  /// Whether nobody reads the result any more, so that going on with it is idle.
  boolean cut() {
    return watched.readerGone();
  }

  /// Whether a part of the result could not be written.
  boolean full() {
    return watched.failed();
  }

  PrintWriter out() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  PrintWriter err() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /// Redraws the line a person watches; nothing elsewhere.
  void redraw(String line) {
    if (interactive) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }
}
