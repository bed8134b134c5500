package dev.handloom.store.check;

/// Something that a check saw.
///
/// @param code what kind of thing; stays the same over versions
/// @param subject the stream or file it is about; empty for the whole episode
/// @param atNanos studio time at which it was, or [#NO_TIME]
/// @param message what was seen
/// @param remedy what to do; empty where nothing can be done
public record Finding(
    Code code, Severity severity, String subject, long atNanos, String message, String remedy) {
  public static final long NO_TIME = Long.MIN_VALUE;

  /// How bad it is.
  public enum Severity {
    /// Good to know.
    NOTE,
    /// The data is true, but not all of it is there, or less is known of it than should be.
    WARNING,
    /// The bundle is not what it says.
    ERROR
  }

  /// The kinds of findings.
  public enum Code {
    UNFINISHED,
    RECOVERED,
    MANIFEST,
    FILE_MISSING,
    FILE_CHANGED,
    FILE_UNKNOWN,
    LOG_DAMAGED,
    LOG_INDEX,
    STREAM_MISSING,
    STREAM_UNKNOWN,
    COUNT,
    LOSS_UNDECLARED,
    LOSS,
    RESTART,
    CAPTURE_BACK,
    CAPTURE_LATE,
    UNBOUNDED,
    RATE,
    VIDEO_DAMAGED,
    VIDEO_COUNT,
    VIDEO_RECORD,
    CAMERA_FAILED,
    WALL_CLOCK,
    REVIEW_DAMAGED
  }
}
