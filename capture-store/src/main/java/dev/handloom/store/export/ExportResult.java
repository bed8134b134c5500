package dev.handloom.store.export;

import dev.handloom.store.episode.Bundle;
import java.nio.file.Path;

/// What became of one episode.
///
/// @param file where it is, or would have been
/// @param messages how many are in the file
/// @param bytes of the file
/// @param takeNanos how much of the take is in it
/// @param workNanos how long it took
/// @param message for a person where it is not exported: what happened, what was kept, what to do;
///   or what could not be put into it
public record ExportResult(
    Bundle bundle,
    State state,
    Path file,
    long messages,
    long bytes,
    long takeNanos,
    long workNanos,
    String message) {

  /// How it ended.
  public enum State {
    /// Written, on the disk, read back and found right.
    EXPORTED,
    /// The same export of the same episode is there already.
    ALREADY_THERE,
    /// Something else has its name, and nobody said to overwrite it.
    IN_THE_WAY,
    /// The episode itself cannot be exported.
    EPISODE_BAD,
    /// The folder or its disk failed.
    DISK_FAILED,
    /// Not begun, or given up, because the run was stopped.
    STOPPED;

    /// Whether the file is there and right.
    public boolean good() {
      return this == EXPORTED || this == ALREADY_THERE;
    }
  }
}
