package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.privacy.Protection;
import java.nio.file.Path;
import java.util.List;

/// A dataset that somebody wants.
///
/// @param out its folder, which must not be there unless it is to grow or to give way
/// @param episodes in their order
/// @param whole the whole takes, also where a person said which part to use
/// @param overwrite whether a dataset of ours that is there gives way to it
/// @param labels for its card
/// @param protection of the people in it
/// @param append whether the episodes are added to a dataset that is there; those that are in it
///   are not added again
public record DatasetOrder(
    Path out,
    DatasetFormat format,
    DatasetPlan plan,
    DatasetOptions options,
    List<Bundle> episodes,
    boolean whole,
    boolean overwrite,
    Labels labels,
    Protection protection,
    boolean append) {
  /// A new one.
  public DatasetOrder(
      Path out,
      DatasetFormat format,
      DatasetPlan plan,
      DatasetOptions options,
      List<Bundle> episodes,
      boolean whole,
      boolean overwrite,
      Labels labels,
      Protection protection) {
    this(out, format, plan, options, episodes, whole, overwrite, labels, protection, false);
  }

  /// A new one in which nobody is protected.
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
    if (append && overwrite) {
      throw new IllegalArgumentException("A dataset cannot grow and give way at once");
    }
    out = out.toAbsolutePath().normalize();
    episodes = List.copyOf(episodes);
  }

  /// The same, added to the dataset that is there.
  public DatasetOrder appending() {
    return new DatasetOrder(
        out, format, plan, options, episodes, whole, false, labels, protection, true);
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
