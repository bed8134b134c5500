package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.resample.ResampleReport;
import java.util.List;

/// What there is to say about a dataset beside its rows.
///
/// @param title for its card
/// @param rig which kind of device it was captured with
/// @param licence as its card names it, as `cc-by-4.0`; empty where nobody said
/// @param tags of the dataset
/// @param privacy what was done to protect people, a sentence each; empty for nothing
/// @param software who wrote it
/// @param madeUnixNanos when
public record DatasetFacts(
    String title,
    String rig,
    String licence,
    List<String> tags,
    List<String> privacy,
    String software,
    long madeUnixNanos,
    DatasetPlan plan,
    List<EpisodeFacts> episodes) {
  public DatasetFacts {
    tags = List.copyOf(tags);
    privacy = List.copyOf(privacy);
    episodes = List.copyOf(episodes);
  }

  /// One episode of it.
  ///
  /// @param id of the bundle it was made of
  /// @param verdict as the review has it, in lower case
  /// @param calibrations what was known of the devices, a sentence each
  /// @param boundMillis the widest stated bound of a capture time; NaN where none was stated
  /// @param filled rows in the middle in which some number was missing and stays as it was
  /// @param idleRows left out because nothing moved
  /// @param reports how the rows came about
  public record EpisodeFacts(
      String id,
      String task,
      String person,
      String rig,
      long startUnixNanos,
      int rows,
      String verdict,
      List<String> tags,
      List<String> calibrations,
      double boundMillis,
      int filled,
      int idleRows,
      List<ResampleReport> reports) {
    public EpisodeFacts {
      tags = List.copyOf(tags);
      calibrations = List.copyOf(calibrations);
      reports = List.copyOf(reports);
    }

    /// The same, of a rig that is known from elsewhere.
    public EpisodeFacts ofRig(String other) {
      return new EpisodeFacts(
          id,
          task,
          person,
          other,
          startUnixNanos,
          rows,
          verdict,
          tags,
          calibrations,
          boundMillis,
          filled,
          idleRows,
          reports);
    }
  }

  public int rows() {
    return episodes.stream().mapToInt(EpisodeFacts::rows).sum();
  }
}
