package dev.handloom.store.importer.mcap;

import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people said of an exported episode: its journal line by line, or where names were left out,
/// what the file says of verdict and tags.
record OwnReview(Path journal, OwnTimes times) {
  /// Who said it, where names were left out.
  private static final String NAMELESS = "imported";

  List<ReviewEntry> entries(Map<String, String> said) throws IOException {
    if (!Files.exists(journal)) {
      return summed(said);
    }
    List<ReviewEntry> entries = new ArrayList<>();
    for (Review.Noted noted : new ReviewJournal(journal).history()) {
      ReviewEntry entry = noted.entry();
      ReviewEntry moved =
          entry.what() == What.TRASH || entry.what() == What.RESTORE ? null : moved(entry);
      if (moved != null) {
        entries.add(moved);
      }
    }
    return entries;
  }

  /// The part that was exported begins later than the take.
  private @Nullable ReviewEntry moved(ReviewEntry entry) {
    Long from = entry.fromNanos();
    Long to = entry.toNanos();
    if (!times.cut() || from == null || to == null) {
      return entry;
    }
    long shift = times.fromNanos() - times.startNanos();
    long length = times.toNanos() - times.fromNanos();
    long begin = Math.max(0, from - shift);
    long end = Math.min(length, to - shift);
    // What was to be used is all that is there.
    return entry.what() == What.USE || begin >= end
        ? null
        : new ReviewEntry(
            entry.v(),
            entry.id(),
            entry.unixNanos(),
            entry.who(),
            entry.what(),
            entry.value(),
            begin,
            end,
            entry.text(),
            entry.tier(),
            entry.edit());
  }

  private static List<ReviewEntry> summed(Map<String, String> said) {
    List<ReviewEntry> entries = new ArrayList<>();
    String verdict = said.getOrDefault("verdict", Verdict.NONE.name());
    if (!verdict.equals(Verdict.NONE.name())) {
      entries.add(ReviewEntry.now(NAMELESS, What.VERDICT, verdict));
    }
    for (String tag : said.getOrDefault("tags", "").split(" ")) {
      if (!tag.isBlank()) {
        entries.add(ReviewEntry.now(NAMELESS, What.TAG, tag));
      }
    }
    String score = said.getOrDefault("score", "");
    if (!score.isEmpty()) {
      entries.add(ReviewEntry.now(NAMELESS, What.SCORE, score));
    }
    return entries;
  }
}
