package dev.handloom.store.record;

import dev.handloom.store.disk.Disk;
import dev.handloom.store.video.VideoEncoder;
import java.time.Duration;

/// How a recorder works.
///
/// @param disk where it writes
/// @param reserveBytes a take ends by itself when less than this is free
/// @param software name and version, for the files
/// @param encoders how pictures are packed
/// @param warnBytes an event is written when less than this is free
/// @param finishLimit how long the disk may give no answer at the end of a take before the take is
///   given up; what is on the disk is recovered at the next start
public record RecorderOptions(
    Disk disk,
    long reserveBytes,
    String software,
    VideoEncoder.Opener encoders,
    long warnBytes,
    Duration finishLimit) {
  /// Enough to end the take and to go on working with the machine.
  public static final long DEFAULT_RESERVE_BYTES = 500L << 20;

  public static final long DEFAULT_WARN_BYTES = 5L << 30;

  public static final Duration DEFAULT_FINISH_LIMIT = Duration.ofSeconds(15);

  /// With the best encoders of this machine.
  public RecorderOptions(Disk disk, long reserveBytes, String software) {
    this(disk, reserveBytes, software, VideoEncoder::open);
  }

  public RecorderOptions(
      Disk disk, long reserveBytes, String software, VideoEncoder.Opener encoders) {
    this(disk, reserveBytes, software, encoders, DEFAULT_WARN_BYTES, DEFAULT_FINISH_LIMIT);
  }

  /// The disk of this machine.
  public static RecorderOptions standard(String software) {
    return new RecorderOptions(Disk.ofThisMachine(), DEFAULT_RESERVE_BYTES, software);
  }

  public RecorderOptions withRoom(long reserve, long warn) {
    return new RecorderOptions(disk, reserve, software, encoders, warn, finishLimit);
  }

  public RecorderOptions withFinishLimit(Duration limit) {
    return new RecorderOptions(disk, reserveBytes, software, encoders, warnBytes, limit);
  }
}
