package dev.handloom.store.library;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.review.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An episode as the catalogue knows it.
///
/// @param missing samples that never came to the file
/// @param worstBoundNanos widest stated bound of a capture time; null when none was stated
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
    boolean trashed) {
  public EpisodeRow {
    tags = List.copyOf(tags);
  }
}
