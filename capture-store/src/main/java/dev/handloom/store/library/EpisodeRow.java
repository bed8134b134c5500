package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An episode as the catalogue knows it.
///
/// @param missing samples that never came to the file
/// @param worstBoundNanos widest stated bound of a capture time; null when none was stated
/// @param score 0 to 100; null while nobody gave one
/// @param reason why it was rejected; may be empty
/// @param segments how many are labelled
/// @param use the stretch that is to be used; null for all of it
/// @param checkedUnixNanos when it was last checked; null when never
/// @param worstFinding of that check: `error`, `warning`, `note`, or empty
/// @param trashed whether it lies in the trash
public record EpisodeRow(
    EpisodeId id,
    Bundle bundle,
    String task,
    String person,
    String rig,
    long startUnixNanos,
    long durationNanos,
    Manifest.State state,
    long bytes,
    int streams,
    int cameras,
    long missing,
    @Nullable Long worstBoundNanos,
    Verdict verdict,
    List<String> tags,
    String note,
    @Nullable Integer score,
    String reason,
    int segments,
    Review.@Nullable Stretch use,
    @Nullable Long checkedUnixNanos,
    String worstFinding,
    boolean trashed) {
  public EpisodeRow {
    tags = List.copyOf(tags);
  }
}
