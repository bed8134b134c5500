package dev.handloom.store.review;

import java.util.Objects;

/// One line of a journal.
///
/// @param unixNanos when it was decided
/// @param who decided it; may be empty
/// @param what kind of decision
/// @param value the verdict's name, the tag, or the note
public record ReviewEntry(long unixNanos, String who, What what, String value) {
  /// The kinds of decision.
  public enum What {
    VERDICT,
    TAG,
    UNTAG,
    NOTE
  }

  public ReviewEntry {
    who = Objects.requireNonNullElse(who, "");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(value, "value");
    if (what == What.VERDICT) {
      Verdict.valueOf(value);
    }
    if ((what == What.TAG || what == What.UNTAG) && !value.matches("[\\p{L}\\p{N}_.:-]+")) {
      throw new IllegalArgumentException(
          "A tag is one word of letters, digits and _ . : -, not \"" + value + "\"");
    }
  }
}
