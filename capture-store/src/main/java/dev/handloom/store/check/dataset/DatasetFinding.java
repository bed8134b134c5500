package dev.handloom.store.check.dataset;

import dev.handloom.store.check.Finding.Severity;
import java.util.Locale;

/// Something that a check of a dataset saw.
///
/// @param subject the column, camera or file it is about; empty for the whole dataset
/// @param episode its number in the dataset, or [#NONE]
/// @param row counted within the episode from 0, or [#NONE]
/// @param message what was seen
public record DatasetFinding(Code code, String subject, long episode, long row, String message) {
  public static final long NONE = -1;

  /// As `HL-D012`; stays the same over versions.
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

  private static final String NOT_TRAIN = "Do not train with it before that is mended";
  private static final String COPY = "Copy the dataset again from where it came";
  private static final String IMPORT = "'handloom import' takes what is sound; export that again";
  private static final String LEAVE = "Leave that episode out";
  private static final String RECOUNT = "Have the statistics computed again";

  /// The kinds of findings. A number is never given to another kind.
  public enum Code {
    UNREADABLE('E', 1, "A file cannot be read", COPY),
    FILE_MISSING('E', 2, "A file is missing", COPY),
    POINTER(
        'E',
        3,
        "Instead of a file there is a note where it can be had",
        "Fetch the files themselves, as with 'git lfs pull'"),
    PAPERS_WRONG('E', 4, "What the dataset says of itself cannot be", NOT_TRAIN),
    PATH_OUTSIDE('E', 5, "A path leads out of the dataset", "Do not use this dataset"),
    VERSION('E', 6, "The format's version is not known", "Update the program"),
    PAPERS_THIN('W', 7, "The dataset does not say what it should", "Look whether loaders need it"),
    FILE_UNKNOWN('N', 8, "Nothing refers to a file", "Move it away if nobody needs it"),
    EMPTY('E', 9, "There is nothing in the dataset", COPY),

    EPISODE_ORDER('E', 10, "Episodes are not numbered without gaps", IMPORT),
    EPISODE_COUNT('E', 11, "Episodes are counted differently", IMPORT),
    ROW_COUNT('E', 12, "Rows are counted differently", IMPORT),
    INDEX('E', 13, "Rows are not numbered without gaps", IMPORT),
    FRAME_INDEX('E', 14, "Rows of an episode are not numbered without gaps", IMPORT),
    ROW_TIME('E', 15, "The time of a row is not its number over the rate", IMPORT),
    EPISODE_PLACE('E', 16, "An episode lies elsewhere than the dataset says", IMPORT),
    SPLIT('W', 17, "A split names episodes that there are not", "Set the splits anew"),
    GROUPS('N', 18, "Episodes do not lie in groups of rows of their own", "Nothing; it is slower"),

    COLUMN_UNDECLARED('E', 20, "A column is not declared", NOT_TRAIN),
    COLUMN_MISSING('E', 21, "A declared column is missing", NOT_TRAIN),
    COLUMN_TYPE('E', 22, "A column is of another type than declared", NOT_TRAIN),
    COLUMN_SHAPE('E', 23, "A value has another shape than declared", NOT_TRAIN),
    VALUE_BAD('E', 24, "A value is missing, infinite or not a number", LEAVE),
    VALUE_HUGE('W', 25, "A value is far too large to be measured", LEAVE),
    LEAP('W', 26, "A value leaps", "Look at that moment; leave the episode out if it is wrong"),
    STILL('W', 27, "Nothing moves in a whole episode", "See whether the device was working"),
    NAMES('W', 28, "Numbers are not named as many as there are", "Mend the names"),
    LIMIT('W', 29, "A value lies outside its limits", "Look at the sensor of that episode"),

    TASK('E', 30, "A row is of a task that has no words", NOT_TRAIN),
    TASKS_ORDER('E', 31, "Tasks are not numbered without gaps", NOT_TRAIN),
    TASK_WORDS('W', 32, "A task has no words, or the words of another", "Mend the words"),
    TASKS_LABELS('E', 33, "The words of the tasks are no labels of their rows", NOT_TRAIN),

    FIGURES_MISSING('W', 40, "There are no statistics of a column", RECOUNT),
    FIGURES_WRONG('E', 41, "The statistics of a column are wrong", RECOUNT),
    PICTURE_FIGURES('W', 42, "The statistics of pictures are wrong", RECOUNT),
    QUANTILES('W', 43, "There are no quantiles", RECOUNT),
    EPISODE_FIGURES('W', 44, "The statistics of an episode are wrong", RECOUNT),

    VIDEO_COUNT('E', 50, "A video has fewer or more pictures than there are rows", IMPORT),
    VIDEO_TIMES('E', 51, "A picture does not stand at its row's time", IMPORT),
    VIDEO_DAMAGED('E', 52, "A video cannot be read, or not to its end", COPY),
    VIDEO_SIZE('E', 53, "Pictures have another size than declared", NOT_TRAIN),
    VIDEO_FROZEN('W', 54, "The picture stands still", LEAVE),
    VIDEO_BLACK('W', 55, "The picture is black", LEAVE),
    VIDEO_DRIFT('E', 56, "Video and rows drift apart", IMPORT),
    VIDEO_CODEC('N', 57, "A video is packed in another way than declared", "Nothing"),
    VIDEO_KEYS(
        'N', 58, "Key frames of a video lie far apart", "Nothing; single pictures come slowly"),
    PICTURE_BAD('E', 59, "A picture cannot be read", LEAVE),

    CARD('N', 60, "There is no card", "Write a README that says how it was captured"),
    CALIBRATION(
        'W', 61, "The calibration of a camera or device is missing or cannot be", NOT_TRAIN),
    POSE('E', 62, "A pose is none: its rotation does not turn", NOT_TRAIN),
    PICTURE_PACKED(
        'W',
        63,
        "Pictures are packed in a way that cannot be unpacked here",
        "Do what it says; the numbers are sound without it"),

    CUT(
        'E',
        70,
        "A file is cut or damaged",
        "What is whole is taken; copy the file again for the rest"),
    TOPIC_LEFT('N', 71, "A topic is not understood", "Nothing; it is not in the episode"),
    MESSAGE_BAD('W', 72, "A message cannot be read", "Look at who writes that topic");

    private final Severity severity;
    private final String id;
    private final String meaning;
    private final String remedy;

    Code(char letter, int number, String meaning, String remedy) {
      severity = Severity.of(letter);
      id = String.format(Locale.ROOT, "HL-D%03d", number);
      this.meaning = meaning;
      this.remedy = remedy;
    }

    /// As `HL-D012`.
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
