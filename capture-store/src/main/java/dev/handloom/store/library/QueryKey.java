package dev.handloom.store.library;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What episodes can be searched by.
public enum QueryKey {
  TASK(Kind.BEGINNINGS, "task", "words of the task", "task:pour"),
  PERSON(Kind.WORDS, "person", "who wore the devices", "person:p07"),
  RIG(Kind.WORDS, "rig", "words of the rig's name", "rig:bench"),
  NOTE(Kind.BEGINNINGS, "note", "words of notes and reasons", "note:spilled"),
  SEGMENT(Kind.BEGINNINGS, "segments", "words of labels and instructions", "segment:grasp"),
  TAG(Kind.NAMES, CatalogueRows.TAG, "a whole tag; * for the rest of it", "tag:left-handed"),
  CAMERA(Kind.NAMES, CatalogueRows.CAMERA, "a camera of the episode", "camera:wrist*"),
  DEVICE(Kind.NAMES, CatalogueRows.DEVICE, "a device of the episode", "device:left-glove"),
  FINDING(Kind.NAMES, CatalogueRows.FINDING, "what the last check found", "finding:error"),
  REVIEWER(Kind.NAMES, CatalogueRows.REVIEWER, "who judged or labelled it", "reviewer:ann"),
  DISPUTED(Kind.CHOICE, CatalogueRows.DISPUTED, "yes or no", "disputed:yes"),
  PROPOSED(Kind.CHOICE, CatalogueRows.PROPOSED, "episodes that wait for a yes", "proposed:yes"),
  VERDICT(Kind.CHOICE, "verdict", "success, fail, unsure or none", "verdict:success"),
  STATE(Kind.CHOICE, "state", "complete or recovered", "state:recovered"),
  CHECKED(Kind.CHOICE, "checked_unix_ns", "yes or no", "checked:no"),
  ID(Kind.ID, "id", "the beginning or the end of an id", "id:20261121"),
  SINCE(Kind.DATE, "start_unix_ns", "that day or later", "since:2026-11-01"),
  UNTIL(Kind.DATE, "start_unix_ns", "that day or earlier", "until:2026-11-30"),
  ON(Kind.DATE, "start_unix_ns", "that day", "on:today"),
  DURATION(Kind.TIME, "duration_ns", "length of the take", "duration>10s"),
  SYNC(Kind.TIME, "worst_bound_ns", "the widest bound of a capture time", "sync<2ms"),
  LOST(Kind.NUMBER, "missing", "samples that never came to the file", "lost>0"),
  SCORE(Kind.NUMBER, "score", "0 to 100", "score>=80"),
  SIZE(Kind.BYTES, "bytes", "bytes of all files", "size>1GB"),
  CAMERAS(Kind.NUMBER, "cameras", "how many cameras", "cameras>=2"),
  STREAMS(Kind.NUMBER, "streams", "how many streams", "streams>10"),
  SEGMENTS(Kind.NUMBER, "segments", "how many segments are labelled", "segments>0"),
  SAMPLE(Kind.SHARE, "number", "so many in a hundred, drawn at random", "sample:10");

  /// What stands behind the key.
  enum Kind {
    /// Words; each may go on.
    BEGINNINGS,
    /// Whole words.
    WORDS,
    /// Whole names.
    NAMES,
    /// One of few words.
    CHOICE,
    ID,
    DATE,
    TIME,
    BYTES,
    NUMBER,
    /// So many in a hundred, always the same ones.
    SHARE;

    boolean compares() {
      return this == TIME || this == BYTES || this == NUMBER;
    }
  }

  private final Kind kind;
  private final String column;
  private final String meaning;
  private final String example;

  QueryKey(Kind kind, String column, String meaning, String example) {
    this.kind = kind;
    this.column = column;
    this.meaning = meaning;
    this.example = example;
  }

  Kind kind() {
    return kind;
  }

  String column() {
    return column;
  }

  /// As it is typed.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What may stand behind it, for a person.
  public String meaning() {
    return meaning;
  }

  public String example() {
    return example;
  }

  /// The key as one types it with what comes next: `task:` or `duration>`.
  public String beginning() {
    return word() + (kind.compares() ? (this == SYNC ? "<" : ">") : ":");
  }

  /// The words that may stand behind a key that has few; empty for the others.
  public List<String> choices() {
    return switch (this) {
      case VERDICT -> List.of("success", "fail", "unsure", "none");
      case STATE -> List.of("complete", "recovered");
      case CHECKED, DISPUTED, PROPOSED -> List.of("yes", "no");
      case FINDING -> List.of("any", "none", "error", "warning", "note");
      case SINCE, UNTIL, ON -> List.of("today", "yesterday", "7d");
      default -> List.of();
    };
  }

  static Optional<QueryKey> of(String word) {
    String wanted = word.equalsIgnoreCase("rating") ? "score" : word;
    return Arrays.stream(values()).filter(k -> k.word().equalsIgnoreCase(wanted)).findFirst();
  }

  /// All keys, as a person may type them.
  static String all() {
    return String.join(" ", Arrays.stream(values()).map(QueryKey::beginning).toList());
  }
}
