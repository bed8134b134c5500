package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.privacy.Protection;
import java.nio.file.Path;
import java.util.List;

/// A dataset that somebody wants.
///
/// @param out its folder, which must not be there
/// @param episodes in their order
/// @param whole the whole takes, also where a person said which part to use
/// @param overwrite whether a dataset of ours that is there gives way to it
/// @param labels for its card
/// @param protection of the people in it
public record DatasetOrder(
    Path out,
    DatasetFormat format,
    DatasetPlan plan,
    DatasetOptions options,
    List<Bundle> episodes,
    boolean whole,
    boolean overwrite,
    Labels labels,
    Protection protection) {
  /// One in which nobody is protected.
  public DatasetOrder(
      Path out,
      DatasetFormat format,
      DatasetPlan plan,
      DatasetOptions options,
      List<Bundle> episodes,
      boolean whole,
      boolean overwrite,
      Labels labels) {
    this(out, format, plan, options, episodes, whole, overwrite, labels, Protection.NONE);
  }

  public DatasetOrder {
    out = out.toAbsolutePath().normalize();
    episodes = List.copyOf(episodes);
  }

  /// What its card says beside what is known.
  ///
  /// @param licence as `cc-by-4.0`; empty where nobody said
  /// @param privacy what was done to protect people, a sentence each
  /// @param software who writes
  public record Labels(
      String title, String licence, List<String> tags, List<String> privacy, String software) {
    public Labels {
      tags = List.copyOf(tags);
      privacy = List.copyOf(privacy);
    }
  }
}
