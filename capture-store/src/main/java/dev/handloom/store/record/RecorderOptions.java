package dev.handloom.store.record;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.video.VideoEncoder;

/// How a recorder works.
///
/// @param disk where it writes
/// @param reserveBytes a take ends by itself when less than this is free
/// @param software name and version, for the files
/// @param encoders how pictures are packed
public record RecorderOptions(
    Disk disk, long reserveBytes, String software, VideoEncoder.Opener encoders) {
  /// Enough to end the take and to go on working with the machine.
  public static final long DEFAULT_RESERVE_BYTES = 500L << 20;

  /// With the best encoders of this machine.
  public RecorderOptions(Disk disk, long reserveBytes, String software) {
    this(disk, reserveBytes, software, VideoEncoder::open);
  }

  /// The disk of this machine.
  public static RecorderOptions standard(String software) {
    return new RecorderOptions(Disk.ofThisMachine(), DEFAULT_RESERVE_BYTES, software);
  }
}
