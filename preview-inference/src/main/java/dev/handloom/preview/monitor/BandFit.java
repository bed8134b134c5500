package dev.handloom.preview.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Learns limits from accepted episodes by split conformal prediction.
///
/// An episode counts once: its score is the highest that any number reaches at any of its moments,
/// each measured by what is usual of it. What is usual of a number — where it lies and how much it
/// varies from episode to episode — is taken from some of the episodes, the limit from the others:
/// so a new episode is like any of those, and whether it exceeds the limit is a matter of rank. One
/// limit for all numbers at once is what keeps many of them from raising many false alarms.
public final class BandFit {
  /// So many episodes say what is usual, at least.
  public static final int LEAST_MEASURING = 8;

  /// A number that fewer of those have says nothing of what is usual.
  private static final int LEAST_KNOWN = 5;

  private static final double USUAL = 0.95;

  /// How much a number varies is never taken for less than this share of where it lies.
  private static final double LEAST_SPREAD = 0.05;

  private BandFit() {}

  /// How many episodes it needs at least for a share of false alarms.
  public static int needed(double falseAlarms) {
    return ConformalBand.needed(falseAlarms) + LEAST_MEASURING;
  }

  private record Usual(double middle, double spread) {}

  /// @param episodes in an order that has nothing to do with what they hold
  /// @return nothing where there are too few for the share that is asked for
  public static Optional<Bands> fit(List<EpisodeTrace> episodes, double falseAlarms) {
    int count = episodes.size();
    if (count < needed(falseAlarms)) {
      return Optional.empty();
    }
    int measuring =
        Math.min(Math.max(LEAST_MEASURING, count / 4), count - ConformalBand.needed(falseAlarms));
    Map<TrustPart, Usual> usual = usual(episodes.subList(0, measuring));
    double[] scores =
        episodes.subList(measuring, count).stream()
            .mapToDouble(episode -> score(episode.worst(), usual))
            .toArray();
    return ConformalBand.of(scores, falseAlarms)
        .map(all -> new Bands(falseAlarms, count, bands(episodes, usual, all), pictures(episodes)));
  }

  private static Map<TrustPart, Usual> usual(List<EpisodeTrace> episodes) {
    Map<TrustPart, List<Double>> worst = new TreeMap<>();
    for (EpisodeTrace episode : episodes) {
      episode
          .worst()
          .forEach((part, value) -> worst.computeIfAbsent(part, p -> new ArrayList<>()).add(value));
    }
    Map<TrustPart, Usual> usual = new TreeMap<>();
    worst.forEach((part, values) -> {
      if (values.size() >= Math.min(LEAST_KNOWN, episodes.size())) {
        double middle = quantile(values, 0.5);
        double away = values.stream().mapToDouble(v -> Math.abs(v - middle)).average().orElse(0);
        double least = Math.max(LEAST_SPREAD * Math.abs(middle), least(part.trust()));
        usual.put(part, new Usual(middle, Math.max(away, least)));
      }
    });
    return usual;
  }

  /// Less than this from episode to episode is nothing, in the number's unit: a number that is
  /// always 0 must not make the measure of the others by its rounding.
  private static double least(Trust trust) {
    return switch (trust) {
      case DREAM, MOTION, STILL -> 0.05;
      case PLAN, FOLLOWS, BODY, PERSON, SPREAD -> 0.02;
      case FAMILIAR -> 0.01;
      case TIME -> 1;
    };
  }

  /// How far an episode goes at its worst, in what is usual; below all for one of which nothing is
  /// known.
  private static double score(Map<TrustPart, Double> worst, Map<TrustPart, Usual> usual) {
    double most = -Double.MAX_VALUE;
    for (Map.Entry<TrustPart, Usual> each : usual.entrySet()) {
      Double value = worst.get(each.getKey());
      if (value != null) {
        most = Math.max(most, (value - each.getValue().middle()) / each.getValue().spread());
      }
    }
    return most;
  }

  private static SortedMap<TrustPart, Band> bands(
      List<EpisodeTrace> episodes, Map<TrustPart, Usual> usual, ConformalBand all) {
    SortedMap<TrustPart, Band> bands = new TreeMap<>();
    usual.forEach((part, own) -> {
      List<List<Double>> moments =
          episodes.stream()
              .map(episode ->
                  episode.moments().stream()
                      .filter(moment -> moment.values().containsKey(part))
                      .map(moment -> moment.values().getOrDefault(part, Double.NaN))
                      .toList())
              .toList();
      double limit = own.middle() + all.limit() * own.spread();
      bands.put(part, new Band(own.middle(), Math.min(limit, pooled(moments)), limit));
    });
    return bands;
  }

  private static SortedMap<String, Double> pictures(List<EpisodeTrace> episodes) {
    SortedSet<String> names = new TreeSet<>();
    episodes.forEach(episode -> names.addAll(episode.pictures().keySet()));
    SortedMap<String, Double> usual = new TreeMap<>();
    for (String name : names) {
      usual.put(
          name,
          pooled(
              episodes.stream()
                  .map(episode -> episode.pictures().getOrDefault(name, List.of()))
                  .toList()));
    }
    return usual;
  }

  /// The value that nineteen of twenty do not exceed, where each episode counts as much as another.
  private static double pooled(List<List<Double>> episodes) {
    record Weighed(double value, double weight) {}
    List<Weighed> all = new ArrayList<>();
    double sum = 0;
    for (List<Double> values : episodes) {
      for (double value : values) {
        all.add(new Weighed(value, 1.0 / values.size()));
      }
      sum += values.isEmpty() ? 0 : 1;
    }
    all.sort((a, b) -> Double.compare(a.value(), b.value()));
    double below = 0;
    for (Weighed each : all) {
      below += each.weight();
      if (below >= USUAL * sum - 1e-9) {
        return each.value();
      }
    }
    return Double.NaN;
  }

  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(v -> v).toArray();
    Arrays.sort(sorted);
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
