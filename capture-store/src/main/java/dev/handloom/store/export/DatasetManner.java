package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.video.EvenVideo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a dataset that is there was made, so that what is added to it can be made likewise.
///
/// @param hz rows a second
/// @param actions null where it does not say
/// @param coding of its videos; null where it has none, or none of ours
/// @param longestSide of its pictures; 0 where it has none
/// @param tableMegabytes how large a table may grow
/// @param videoMegabytes how large a video may grow
public record DatasetManner(
    double hz,
    @Nullable ActionRule actions,
    EvenVideo.@Nullable Coding coding,
    int longestSide,
    int tableMegabytes,
    int videoMegabytes) {
  /// Of episodes that are made likewise.
  public Wish wish() {
    return new Wish(
        hz,
        actions,
        Wish.USUAL_OLDEST_MILLIS,
        longestSide,
        List.of(),
        List.of(),
        DatasetPlan.USUAL_CHUNK_ROWS,
        null);
  }

  /// How files are written that stand beside its own.
  public DatasetOptions options() {
    EvenVideo.Coding there = coding;
    return new DatasetOptions(
        there == null ? DatasetOptions.USUAL.coding() : there,
        tableMegabytes,
        videoMegabytes,
        Map.of());
  }
}
