package dev.handloom.store.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One line of a journal. Times within the take count from its start.
///
/// @param v the version of this layout; 1 had no ids and only the first kinds
/// @param id names the entry for ever, so that it can be undone; a line of version 1 is named by
///   its number when it is read
/// @param unixNanos when it was decided
/// @param who decided it; may be empty
/// @param what kind of decision
/// @param value the verdict's name, the tag, the note, the label, the score, the reason, or the id
///   of what is undone
/// @param fromNanos of a segment or a use, where it begins
/// @param toNanos of a segment or a use, where it ends
/// @param text of a segment, the instruction in a sentence
/// @param tier of a segment, the row that it belongs to
/// @param edit names the edit that it was part of, for edits of several lines; null for none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewEntry(
    int v,
    String id,
    long unixNanos,
    String who,
    What what,
    String value,
    @Nullable Long fromNanos,
    @Nullable Long toNanos,
    @Nullable String text,
    @Nullable String tier,
    @Nullable String edit) {
  /// The newest layout that this version reads. A line is written in the oldest that can say it.
  public static final int VERSION = 3;

  public static final int MOST_SCORE = 100;

  /// Crockford's: without i, l, o and u.
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int ID_LETTERS = 12;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// The kinds of decision.
  public enum What {
    VERDICT,
    TAG,
    UNTAG,
    NOTE,
    /// How good it is, 0 to 100; empty takes the score back.
    SCORE,
    /// Why it was rejected; empty takes the reason back.
    REASON,
    /// A stretch of the take with a label, and perhaps an instruction.
    SEGMENT,
    /// Only this stretch of the take is to be used; without times, all of it.
    USE,
    /// Moved to the trash.
    TRASH,
    /// Taken out of the trash.
    RESTORE,
    /// Another entry, named by its id, does not hold any more.
    UNDO,
    /// A finding of the checks, by its key, is none: the text says why.
    DISMISS,
    /// Ends a dispute: this verdict holds, whatever each reviewer said before.
    SETTLE;

    int version() {
      return this == DISMISS || this == SETTLE ? 3 : 2;
    }
  }

  public ReviewEntry {
    id = Objects.requireNonNullElse(id, "");
    who = Objects.requireNonNullElse(who, "");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(value, "value");
    if (v <= 0) {
      v = 1;
    }
    switch (what) {
      case VERDICT, SETTLE -> Verdict.valueOf(value);
      case TAG, UNTAG -> {
        if (!value.matches("[\\p{L}\\p{M}\\p{N}_.:-]+")) {
          throw new IllegalArgumentException(
              "A tag is one word of letters, digits and _ . : -, not \"" + value + "\"");
        }
      }
      case SCORE -> {
        if (!value.isEmpty() && !(value.matches("\\d{1,3}") && score(value) <= MOST_SCORE)) {
          throw new IllegalArgumentException(
              "A score is a whole number from 0 to " + MOST_SCORE + ", not \"" + value + "\"");
        }
      }
      case SEGMENT -> {
        if (value.isBlank()) {
          throw new IllegalArgumentException("A segment needs a label");
        }
        if (fromNanos == null || toNanos == null) {
          throw new IllegalArgumentException("A segment needs a beginning and an end");
        }
      }
      case UNDO -> {
        if (value.isBlank()) {
          throw new IllegalArgumentException("Say what is undone");
        }
      }
      case DISMISS -> {
        if (value.isBlank()) {
          throw new IllegalArgumentException("Say which finding is dismissed");
        }
      }
      case NOTE, REASON, USE, TRASH, RESTORE -> {
        // Any text will do.
      }
    }
    if ((fromNanos == null) != (toNanos == null)) {
      throw new IllegalArgumentException("A stretch needs a beginning and an end");
    }
    if (fromNanos != null && toNanos != null && (fromNanos < 0 || toNanos <= fromNanos)) {
      throw new IllegalArgumentException(
          "A stretch begins in the take and ends after it began, not "
              + fromNanos / 1e9
              + " s to "
              + toNanos / 1e9
              + " s");
    }
  }

  /// A decision that is a word or a text.
  public ReviewEntry(long unixNanos, String who, What what, String value) {
    this(what.version(), newId(), unixNanos, who, what, value, null, null, null, null, null);
  }

  /// A decision that is made now.
  public static ReviewEntry now(String who, What what, String value) {
    return new ReviewEntry(unixNanosNow(), who, what, value);
  }

  /// A stretch of the take with a label.
  ///
  /// @param text the instruction in a sentence; may be empty
  /// @param tier the row that it belongs to; may be empty
  public static ReviewEntry segment(
      String who, String label, long fromNanos, long toNanos, String text, String tier) {
    return new ReviewEntry(
        What.SEGMENT.version(),
        newId(),
        unixNanosNow(),
        who,
        What.SEGMENT,
        label,
        fromNanos,
        toNanos,
        text.isEmpty() ? null : text,
        tier.isEmpty() ? null : tier,
        null);
  }

  /// Only this stretch of the take is to be used.
  public static ReviewEntry use(String who, long fromNanos, long toNanos) {
    return new ReviewEntry(
        What.USE.version(),
        newId(),
        unixNanosNow(),
        who,
        What.USE,
        "",
        fromNanos,
        toNanos,
        null,
        null,
        null);
  }

  /// A finding is none.
  ///
  /// @param key as [Review.Dismissal] has it
  /// @param why may be empty
  public static ReviewEntry dismiss(String who, String key, String why) {
    return new ReviewEntry(
        What.DISMISS.version(),
        newId(),
        unixNanosNow(),
        who,
        What.DISMISS,
        key,
        null,
        null,
        why.isEmpty() ? null : why,
        null,
        null);
  }

  /// The same line as part of an edit.
  public ReviewEntry in(String name) {
    return new ReviewEntry(
        v, id, unixNanos, who, what, value, fromNanos, toNanos, text, tier, name);
  }

  /// A name for an edit, as for a line.
  public static String newName() {
    return newId();
  }

  private static long unixNanosNow() {
    Instant now = Instant.now();
    return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
  }

  private static int score(String value) {
    return Integer.parseInt(value);
  }

  private static String newId() {
    StringBuilder id = new StringBuilder(ID_LETTERS);
    for (int i = 0; i < ID_LETTERS; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  ReviewEntry named(String name) {
    return new ReviewEntry(
        v, name, unixNanos, who, what, value, fromNanos, toNanos, text, tier, edit);
  }
}
