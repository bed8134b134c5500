package dev.handloom.app.awake;

import java.time.Duration;
import java.util.List;

/// A way to keep a computer awake.
sealed interface Way {
  String WHY = "{why}";

  /// What it is called in the log.
  String name();

  /// A program that keeps the computer awake while it runs.
  ///
  /// @param command with [#WHY] where the reason goes
  /// @param announced whether it writes a line once it holds; else it holds as soon as it runs
  record Held(String name, List<String> command, boolean announced) implements Way {}

  /// A program that pretends that somebody is there, again and again.
  record Nudged(String name, List<String> command, Duration every) implements Way {}

  /// What Windows remembers of the thread that asked.
  record ThreadState(String name) implements Way {}
}
