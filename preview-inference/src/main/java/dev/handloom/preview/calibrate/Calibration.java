package dev.handloom.preview.calibrate;

import dev.handloom.preview.monitor.Band;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustPart;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was learnt of a model.
///
/// @param schema the version of this layout
/// @param madeAt when, in UTC
/// @param software by which
/// @param model its name, for people
/// @param version of the model
/// @param digest of its pack; empty for the nearest episode
/// @param falseAlarms the share of sound episodes in which anything alarms, at most
/// @param everySteps at which moments it was asked
/// @param episodes ids of those it was learnt from, sorted
/// @param known ids of those that strangeness is measured by, sorted; for the nearest episode those
///   that it looks among
/// @param acceptedDigest of the ids of all that were accepted then
/// @param limits of each number
/// @param pictures of each camera and horizon, as [Bands#pictures]
/// @param without how many accepted episodes were left out, by why
public record Calibration(
    int schema,
    String madeAt,
    String software,
    String model,
    String version,
    String digest,
    double falseAlarms,
    int everySteps,
    List<String> episodes,
    List<String> known,
    String acceptedDigest,
    List<Limit> limits,
    Map<String, Double> pictures,
    Map<String, Integer> without) {
  public static final int SCHEMA = 1;

  public Calibration {
    episodes = List.copyOf(episodes);
    known = List.copyOf(known);
    limits = List.copyOf(limits);
    pictures = Map.copyOf(pictures);
    without = Map.copyOf(without);
    if (!(falseAlarms > 0 && falseAlarms < 1) || limits.isEmpty()) {
      throw new IllegalArgumentException("No limits");
    }
  }

  /// @param of which part; see [TrustPart]
  public record Limit(Trust trust, String of, double middle, double usual, double limit) {}

  static List<Limit> limits(Bands bands) {
    return bands.parts().entrySet().stream()
        .map(part ->
            new Limit(
                part.getKey().trust(),
                part.getKey().of(),
                part.getValue().middle(),
                part.getValue().usual(),
                part.getValue().limit()))
        .toList();
  }

  public Bands bands() {
    SortedMap<TrustPart, Band> parts = new TreeMap<>();
    limits.forEach(limit ->
        parts.put(
            new TrustPart(limit.trust(), limit.of()),
            new Band(limit.middle(), limit.usual(), limit.limit())));
    return new Bands(falseAlarms, episodes.size(), parts, new TreeMap<>(pictures));
  }
}
