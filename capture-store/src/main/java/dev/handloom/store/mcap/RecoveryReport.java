package dev.handloom.store.mcap;

import java.util.List;

/// What [McapRecovery] found in a file, and what it did or would do.
///
/// @param messages that can be read afterwards
/// @param chunks that can be read afterwards
/// @param keptBytes of the file's data that stay as they are
/// @param droppedBytes cut off the end: pieces of records, or an ending that had to be written anew
/// @param setAsideBytes damaged within the file: still there, but skipped by every reader
/// @param problems in the order of the file; none if the file was whole
public record RecoveryReport(
    long messages,
    long chunks,
    long keptBytes,
    long droppedBytes,
    long setAsideBytes,
    List<Problem> problems) {

  /// @param offset bytes from the start of the file
  public record Problem(long offset, String what) {
    @Override
    public String toString() {
      return what + " at byte " + offset;
    }
  }

  public RecoveryReport {
    problems = List.copyOf(problems);
  }

  /// The file was finished and every checksum held; nothing was changed.
  public boolean wasWhole() {
    return problems.isEmpty();
  }
}
