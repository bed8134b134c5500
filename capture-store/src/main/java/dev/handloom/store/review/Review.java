package dev.handloom.store.review;

import java.util.List;

/// What all the lines of a journal amount to.
///
/// @param tags sorted
/// @param damagedLines lines that could not be read and were skipped
public record Review(Verdict verdict, List<String> tags, String note, int damagedLines) {
  public static final Review EMPTY = new Review(Verdict.NONE, List.of(), "", 0);

  public Review {
    tags = List.copyOf(tags);
  }
}
