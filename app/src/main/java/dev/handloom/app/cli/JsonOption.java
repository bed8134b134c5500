package dev.handloom.app.cli;

import picocli.CommandLine.Option;

/// `--json`, the same on every query.
final class JsonOption {
  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  boolean json;
}
