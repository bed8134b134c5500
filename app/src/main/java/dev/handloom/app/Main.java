package dev.handloom.app;

import dev.handloom.app.cli.CommandLineEntry;

/// Starts the program.
public final class Main {
  private Main() {}

  /// Without arguments the studio, with arguments the command line.
  public static void main(String[] args) {
    System.exit(CommandLineEntry.run(args));
  }
}
