package dev.handloom.preview.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How many episodes and moments alarm.
///
/// @param episodes in all
/// @param alarmed in which anything alarmed
/// @param moments in all
/// @param alarmedMoments at which anything alarmed
/// @param byTrust of each monitor, how many episodes and moments
/// @param delaySeconds into an episode that alarmed, until it first did, the middle one; NaN where
///   none did
public record AlarmCount(
    int episodes,
    int alarmed,
    int moments,
    int alarmedMoments,
    Map<Trust, Of> byTrust,
    double delaySeconds) {
  /// Two standard deviations.
  private static final double Z = 1.96;

  /// Of one monitor.
  ///
  /// @param known moments at which it was known
  public record Of(int episodes, int moments, int known) {}

  public static AlarmCount of(Bands bands, List<EpisodeTrace> traces) {
    int alarmed = 0;
    int moments = 0;
    int alarmedMoments = 0;
    Map<Trust, int[]> counts = new TreeMap<>();
    List<Double> delays = new ArrayList<>();
    for (EpisodeTrace trace : traces) {
      Map<Trust, Boolean> any = new TreeMap<>();
      double first = Double.NaN;
      for (EpisodeTrace.Moment moment : trace.moments()) {
        Map<Trust, TrustLevel> levels = levels(bands, moment);
        moments++;
        levels.forEach((trust, level) -> {
          int[] count = counts.computeIfAbsent(trust, t -> new int[3]);
          count[2]++;
          if (level == TrustLevel.ALARM) {
            count[1]++;
            any.put(trust, true);
          }
        });
        if (levels.containsValue(TrustLevel.ALARM)) {
          alarmedMoments++;
          first = Double.isNaN(first) ? moment.seconds() : first;
        }
      }
      any.keySet().forEach(trust -> counts.computeIfAbsent(trust, t -> new int[3])[0]++);
      if (!any.isEmpty()) {
        alarmed++;
        delays.add(first);
      }
    }
    Map<Trust, Of> byTrust = new LinkedHashMap<>();
    counts.forEach((trust, count) -> byTrust.put(trust, new Of(count[0], count[1], count[2])));
    double[] sorted = delays.stream().mapToDouble(d -> d).toArray();
    Arrays.sort(sorted);
    return new AlarmCount(
        traces.size(),
        alarmed,
        moments,
        alarmedMoments,
        byTrust,
        sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2]);
  }

  /// The worst of each monitor's parts; those alone that have limits.
  private static Map<Trust, TrustLevel> levels(Bands bands, EpisodeTrace.Moment moment) {
    Map<Trust, TrustLevel> levels = new TreeMap<>();
    moment
        .values()
        .forEach((part, value) -> {
          Band band = bands.of(part);
          if (band != null) {
            levels.merge(part.trust(), band.level(value), (a, b) -> a.compareTo(b) > 0 ? a : b);
          }
        });
    return levels;
  }

  /// The share of episodes in which anything alarms.
  public double rate() {
    return episodes == 0 ? Double.NaN : alarmed / (double) episodes;
  }

  public double low() {
    return wilson(alarmed, episodes, -1);
  }

  public double high() {
    return wilson(alarmed, episodes, 1);
  }

  /// An end of the interval in which a share lies with 95 % confidence, after Wilson.
  ///
  /// @param side −1 the lower, 1 the upper
  public static double wilson(int count, int of, int side) {
    if (of == 0) {
      return Double.NaN;
    }
    double share = count / (double) of;
    double more = Z * Z / of;
    double middle = share + more / 2;
    double wide = Z * Math.sqrt(share * (1 - share) / of + more / (4 * of));
    return Math.clamp((middle + side * wide) / (1 + more), 0, 1);
  }

  /// In words, with the monitors that alarmed.
  public String words() {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            Locale.ROOT,
            "%d of %d episodes (%.0f–%.0f %%), %.0f %% of moments",
            alarmed,
            episodes,
            100 * low(),
            100 * high(),
            moments == 0 ? 0 : 100.0 * alarmedMoments / moments));
    if (!Double.isNaN(delaySeconds)) {
      words.append(String.format(Locale.ROOT, ", after %.1f s", delaySeconds));
    }
    byTrust.forEach((trust, of) -> {
      if (of.episodes() > 0) {
        words.append("; ").append(trust.title()).append(' ').append(of.episodes());
      }
    });
    return words.toString();
  }
}
