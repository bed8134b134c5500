package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.lerobot.LeRobotFeature;
import java.nio.file.Path;
import java.util.List;

/// A video file and what should be in it.
///
/// @param parts episodes in the order in which they lie in it
record CameraVideo(LeRobotFeature camera, Path file, List<Part> parts) {
  CameraVideo {
    parts = List.copyOf(parts);
  }

  /// An episode's stretch of it.
  ///
  /// @param fromSeconds where its first picture should stand
  /// @param toSeconds where the next episode begins, as it is said; NaN where it is not
  /// @param rows how many pictures it should have
  record Part(EpisodeSeen episode, double fromSeconds, double toSeconds, long rows) {}

  long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }
}
