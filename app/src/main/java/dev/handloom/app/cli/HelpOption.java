package dev.handloom.app.cli;

import picocli.CommandLine.Option;

/// `--help`, the same on every command; the version is the program's alone.
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this text.")
  boolean asked;
}
