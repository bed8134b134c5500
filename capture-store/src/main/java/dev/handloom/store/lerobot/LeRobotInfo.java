package dev.handloom.store.lerobot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `meta/info.json` says, as far as it can be believed.
///
/// @param version as it is written, with its `v`
/// @param major of the version: 2 or 3
/// @param fps rows a second
/// @param features by their keys, in their order
/// @param episodes how many there should be; null where it does not say
/// @param frames how many rows there should be; null where it does not say
/// @param tasks how many there should be; null where it does not say
/// @param chunk how many files, or in v2 episodes, a folder takes
/// @param videoPath null where there is no video
/// @param robot what moved; empty where nobody said
/// @param splits names of splits and their episodes, as `0:4`
public record LeRobotInfo(
    String version,
    int major,
    double fps,
    Map<String, LeRobotFeature> features,
    @Nullable Long episodes,
    @Nullable Long frames,
    @Nullable Long tasks,
    long chunk,
    String dataPath,
    @Nullable String videoPath,
    String robot,
    Map<String, String> splits) {

  public Optional<LeRobotFeature> feature(String key) {
    return Optional.ofNullable(features.get(key));
  }

  public List<LeRobotFeature> videos() {
    return features.values().stream().filter(LeRobotFeature::isVideo).toList();
  }
}
