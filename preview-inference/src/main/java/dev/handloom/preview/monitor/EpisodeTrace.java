package dev.handloom.preview.monitor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the numbers were at the moments of one episode.
///
/// @param episode its id
/// @param moments in order of time
/// @param pictures of each camera and horizon, as [Bands#picture] names them: how wrong each
///   dreamed picture was
public record EpisodeTrace(
    String episode, List<Moment> moments, Map<String, List<Double>> pictures) {
  public EpisodeTrace {
    moments = List.copyOf(moments);
    pictures = Map.copyOf(pictures);
  }

  /// @param seconds since the episode's start
  /// @param values those that are known; never NaN
  public record Moment(double seconds, Map<TrustPart, Double> values) {
    public Moment {
      values = Map.copyOf(values);
    }
  }

  /// The highest of each number.
  public Map<TrustPart, Double> worst() {
    Map<TrustPart, Double> worst = new TreeMap<>();
    for (Moment moment : moments) {
      moment.values().forEach((part, value) -> worst.merge(part, value, Math::max));
    }
    return worst;
  }
}
