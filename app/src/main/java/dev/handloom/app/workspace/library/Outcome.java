package dev.handloom.app.workspace.library;

import java.nio.file.Path;
import java.util.List;

/// What came of an export or an import.
///
/// @param folder where it went, or where it came from
/// @param good whether all of it is there
/// @param troubles what is not, and what else was found
record Outcome(Path folder, String headline, boolean good, List<Trouble> troubles) {
  Outcome {
    troubles = List.copyOf(troubles);
  }

  /// Something that a person should know of it.
  ///
  /// @param what it is about
  record Trouble(String what, String words) {}
}
