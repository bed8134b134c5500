package dev.handloom.store.record;

import dev.handloom.store.disk.Disk;

/// How a recorder works.
///
/// @param disk where it writes
/// @param reserveBytes a take ends by itself when less than this is free
/// @param software name and version, for the files
public record RecorderOptions(Disk disk, long reserveBytes, String software) {
  /// Enough to end the take and to go on working with the machine.
  public static final long DEFAULT_RESERVE_BYTES = 500L << 20;

  /// The disk of this machine.
  public static RecorderOptions standard(String software) {
    return new RecorderOptions(Disk.ofThisMachine(), DEFAULT_RESERVE_BYTES, software);
  }
}
