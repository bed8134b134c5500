package dev.handloom.store.check;

import java.util.Locale;

/// Something that a check saw.
///
/// @param code what kind of thing
/// @param subject the stream or file it is about; empty for the whole episode
/// @param atNanos studio time at which it was, or [#NO_TIME]
/// @param message what was seen
public record Finding(Code code, String subject, long atNanos, String message) {
  public static final long NO_TIME = Long.MIN_VALUE;

  /// As `HL-E012`; stays the same over versions.
  public String id() {
    return code.id();
  }

  public Severity severity() {
    return code.severity();
  }

  /// What to do.
  public String remedy() {
    return code.remedy();
  }

  /// How bad it is.
  public enum Severity {
    /// Good to know.
    NOTE,
    /// The data is true, but not all of it is there, or less is known of it than should be.
    WARNING,
    /// The bundle is not what it says.
    ERROR;

    /// In lower case.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// By its first letter.
    public static Severity of(char letter) {
      return switch (letter) {
        case 'E' -> ERROR;
        case 'W' -> WARNING;
        default -> NOTE;
      };
    }
  }

  private static final String NOT_USE = "Do not use this episode; copy it again if there is a copy";
  private static final String NOT_DATA = "Look at it, and never train or measure with it";
  private static final String NOT_CAMERA = "Do not use this camera of the episode";
  private static final String RECOVER = "Run recovery on the library";
  private static final String COPY = "Copy the episode again from where it came";
  private static final String CLOCK = "Look at the clock of this device";
  private static final String SECOND = "'handloom sync' makes them again";
  private static final String REBUILD = "Rebuild the catalogue; the episodes are not touched";

  /// The kinds of findings. A number is never given to another kind.
  public enum Code {
    UNFINISHED('E', 1, "The take was never ended, or is being recorded", RECOVER),
    MANIFEST_MISSING('E', 2, "The manifest is missing", RECOVER),
    MANIFEST_DAMAGED('E', 3, "The manifest cannot be read", RECOVER),
    NEWER_LAYOUT('E', 4, "The episode was written by a newer version", "Update the program"),
    WRONG_ID('E', 5, "The manifest is that of another episode", "Put it back in its own folder"),
    RECOVERED('W', 6, "The take was recovered after a crash", "Look at its end before you use it"),
    FOLDER_UNREADABLE(
        'E', 7, "The folder cannot be listed", "Look at the disk and its permissions"),
    TIMES_WRONG('E', 8, "The take ends before it begins", NOT_USE),
    PREDICTED('E', 9, "A model predicted a stream; no device measured it", NOT_DATA),

    FILE_MISSING('E', 10, "A file is missing", COPY),
    FILE_CHANGED('E', 11, "A file is not the one that was saved", COPY),
    FILE_UNKNOWN(
        'N', 12, "The manifest knows nothing of a file", "Move it away if nobody needs it"),
    FILE_UNREADABLE('E', 13, "A file cannot be read", "Look at the disk and its permissions"),
    FILE_UNLISTED('E', 14, "The manifest has no checksum of a file that it needs", NOT_USE),
    FILE_NAME('E', 15, "The manifest names a file outside the episode", NOT_USE),

    LOG_DAMAGED('E', 20, "The data is damaged", "Recovery keeps what comes before the damage"),
    LOG_INDEX('E', 21, "The index does not fit the messages", "Recovery makes it again"),
    LOG_OTHER('E', 22, "The data is that of another episode", NOT_USE),
    LOG_UNKNOWN(
        'N', 23, "There are messages that this version does not know", "Update the program"),
    EVENTS_MISSING('E', 24, "Events of the manifest and of the data differ", NOT_USE),

    STREAM_MISSING('E', 30, "A stream of the manifest is not in the data", NOT_USE),
    STREAM_UNKNOWN('E', 31, "The manifest knows nothing of a stream", NOT_USE),
    STREAM_DIFFERS('E', 32, "A stream is not what the manifest says", NOT_USE),
    COUNT('E', 33, "The manifest counts another number of samples", NOT_USE),
    LOSS_UNDECLARED('E', 34, "Samples are missing and nobody said so", NOT_USE),
    LOSS('W', 35, "Samples never came to the file", "See when; leave those stretches out"),
    RESTART('W', 36, "A device began to count anew", "Look at its power and cable"),
    SAMPLE_SHAPE('E', 37, "A sample has another number of values than channels", NOT_USE),
    NO_SAMPLES('W', 38, "A stream has no samples", "Look whether the device was working"),
    VALUE_BAD('W', 39, "A value is not a number", "Leave those samples out"),

    CAPTURE_LATE('E', 40, "A sample was captured after it arrived", CLOCK),
    CAPTURE_BACK('W', 41, "Capture time goes back by more than its bounds allow", CLOCK),
    UNBOUNDED('W', 42, "Capture times have no stated bound", CLOCK),
    RATE('W', 43, "A stream ran at another rate than it was made for", "Look at the device"),
    WALL_CLOCK(
        'W', 44, "The wall clock moved during the take", "Times within the take are not touched"),
    BOUND_WRONG('E', 45, "A bound is negative", CLOCK),
    BOUND_WIDE('W', 46, "A bound is wider than a second", CLOCK),
    BOUND_NARROW('W', 47, "The bounds are narrower than the device's own time allows", CLOCK),
    ARRIVAL_BACK('E', 48, "Arrival time goes back", NOT_USE),
    OUTSIDE_TAKE('E', 49, "Samples lie outside the take", NOT_USE),

    VIDEO_DAMAGED('E', 50, "A video cannot be read", NOT_CAMERA),
    VIDEO_COUNT('E', 51, "There are fewer or more pictures than records of them", NOT_CAMERA),
    VIDEO_MORE('N', 52, "A video goes on after its last record", "Nothing; the rest is not used"),
    VIDEO_RECORD('E', 53, "A record does not fit its picture", NOT_CAMERA),
    CAMERA_FAILED('W', 54, "A camera failed during the take", "Look at the camera and its cable"),
    VIDEO_UNDECODABLE('E', 55, "A picture cannot be decoded", NOT_CAMERA),
    VIDEO_DIFFERS('E', 56, "A video is not what the manifest says", NOT_CAMERA),
    CAMERA_STREAM('E', 57, "A camera has no stream", NOT_CAMERA),
    VIDEO_LOST(
        'E',
        58,
        "The last pictures of a camera that failed are lost",
        "Do not use this camera after its last picture"),

    PICTURE_FROZEN('W', 80, "A camera's picture stood still", "Leave that stretch out"),
    PICTURE_REPEATED(
        'W', 81, "Pictures of a camera came twice", "They show an earlier moment; leave them out"),
    PICTURE_BLACK('W', 82, "A camera's picture was black", "Leave that stretch out"),
    PICTURE_BLURRED('W', 83, "A camera's picture was blurred", "Look at it before you use it"),
    CALIBRATION_DRIFT(
        'W',
        84,
        "A glove says something else of the same pose than at the beginning",
        "Trust its hand only before that; re-zero or calibrate the glove"),

    REVIEW_DAMAGED(
        'W', 60, "Lines of the journal cannot be read", "What they said is to be said again"),
    REVIEW_NEWER('W', 61, "A newer version wrote in the journal", "Update the program"),
    SEGMENT_OUTSIDE('W', 62, "A segment or a use lies outside the take", "Set it anew in Review"),

    SECOND_DAMAGED('W', 63, "The second times cannot be read", SECOND),
    SECOND_OTHER('N', 64, "The second times are of other data, and are not used", SECOND),
    SECOND_CONTRADICTS('W', 65, "The second times contradict the live ones", CLOCK),
    MOTION_CONTRADICTS(
        'W',
        66,
        "Motion in the picture contradicts the times",
        "Measure the delays of these devices; do not trust their times against each other"),

    CATALOGUE_MISSING('W', 70, "The catalogue does not have an episode", REBUILD),
    CATALOGUE_DIFFERS('W', 71, "The catalogue says something else than the episode", REBUILD),
    CATALOGUE_GONE('W', 72, "The catalogue has an episode that is not there", REBUILD),
    CATALOGUE_DAMAGED('W', 73, "The catalogue is damaged", REBUILD),
    WRONG_PLACE('W', 74, "An episode lies in the folder of another day", "Move it to its own day"),
    TWICE('W', 75, "An episode lies among the episodes and in the trash", "Move one of them away"),

    IDLE('N', 90, "Nothing moved for a while", "Trim it, or leave that stretch out"),
    JERK('W', 91, "A value leaps", "Look at the sensor and its cable; leave that moment out"),
    LIMIT('W', 92, "A value lies outside its limits", "Calibrate, and look at the sensor"),
    SHORT('N', 93, "The take is far shorter than others of its task", "See whether it is whole"),
    LONG('N', 94, "The take is far longer than others of its task", "Trim it, or look why"),
    DUPLICATE('W', 95, "The same recording lies in the library twice", "Move one to the trash"),
    HANDS_UNSEEN(
        'N',
        96,
        "Hands moved where no camera saw it",
        "See whether they were in view; leave that stretch out"),
    SYNTHETIC(
        'N',
        97,
        "Times were laid out at an even rate by an import; nobody measured them",
        "Trust their order, not their distances");

    private final Severity severity;
    private final String id;
    private final String meaning;
    private final String remedy;

    Code(char letter, int number, String meaning, String remedy) {
      severity = Severity.of(letter);
      id = String.format(Locale.ROOT, "HL-%c%03d", letter, number);
      this.meaning = meaning;
      this.remedy = remedy;
    }

    /// As `HL-E012`.
    public String id() {
      return id;
    }

    public Severity severity() {
      return severity;
    }

    /// What it means, in a sentence.
    public String meaning() {
      return meaning;
    }

    /// What to do.
    public String remedy() {
      return remedy;
    }
  }
}
