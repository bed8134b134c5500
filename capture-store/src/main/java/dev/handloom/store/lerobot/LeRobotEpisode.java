package dev.handloom.store.lerobot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an episode of a dataset lies.
///
/// @param number in the dataset
/// @param length how many rows it should have; -1 where it is not said
/// @param tasks in words
/// @param table the file with its rows; null where that cannot be
/// @param from the number of its first row in the dataset; -1 where it is not said
/// @param to one behind the number of its last row; -1 where it is not said
/// @param videos by the keys of the cameras
public record LeRobotEpisode(
    long number,
    long length,
    List<String> tasks,
    @Nullable Path table,
    long from,
    long to,
    Map<String, VideoPlace> videos) {
  public LeRobotEpisode {
    tasks = List.copyOf(tasks);
    videos = Map.copyOf(videos);
  }

  /// A stretch of a video.
  ///
  /// @param fromSeconds of the first picture in the file
  /// @param toSeconds where the next episode begins; NaN where the whole file is meant
  public record VideoPlace(Path file, double fromSeconds, double toSeconds) {}
}
