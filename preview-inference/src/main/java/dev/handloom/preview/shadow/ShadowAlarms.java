package dev.handloom.preview.shadow;

import dev.handloom.preview.monitor.AlarmCount;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.EpisodeTrace;
import dev.handloom.preview.monitor.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a preview would have raised alarms at.
///
/// @param standing in words: how the model's limits stand
/// @param falseAlarms of sound episodes like those the limits were learnt from, so many raise any
///   alarm, at most; NaN where there are no limits
/// @param learntFrom how many episodes the limits were learnt from
/// @param judgedToo how many of those are among these: fewer of them alarm than of others
/// @param all everything together
/// @param monitors one by one
/// @param episodes those that alarm
public record ShadowAlarms(
    String model,
    String digest,
    String standing,
    double falseAlarms,
    int learntFrom,
    int judgedToo,
    Counted all,
    List<Monitor> monitors,
    List<Where> episodes) {
  public ShadowAlarms {
    monitors = List.copyOf(monitors);
    episodes = List.copyOf(episodes);
  }

  /// @param alarmed episodes in which it alarmed
  /// @param of of so many
  /// @param share of the episodes, with its interval
  /// @param moments share of the moments, with its interval over episodes
  public record Counted(int alarmed, int of, Interval share, Interval moments) {}

  public record Monitor(String name, Counted count) {}

  /// @param firstSeconds into the episode
  public record Where(String id, double firstSeconds, List<String> monitors) {
    public Where {
      monitors = List.copyOf(monitors);
    }
  }

  static ShadowAlarms of(
      String model, String digest, ShadowWatch watch, List<EpisodeTrace> traces) {
    Bands bands = watch.bands();
    List<AlarmCount> each =
        traces.stream().map(trace -> AlarmCount.of(bands, List.of(trace))).toList();
    List<Monitor> monitors = new ArrayList<>();
    for (Trust trust : Trust.values()) {
      if (each.stream().anyMatch(count -> of(count, trust).known() > 0)) {
        monitors.add(
            new Monitor(
                trust.title(),
                counted(
                    each.stream().mapToInt(count -> of(count, trust).episodes()).sum(),
                    (int) each.stream().filter(count -> of(count, trust).known() > 0).count(),
                    each.stream().mapToDouble(count -> of(count, trust).moments()).toArray(),
                    each.stream().mapToDouble(count -> of(count, trust).known()).toArray())));
      }
    }
    List<Where> where = new ArrayList<>();
    for (int i = 0; i < traces.size(); i++) {
      if (each.get(i).alarmed() > 0) {
        where.add(
            new Where(
                traces.get(i).episode(), each.get(i).delaySeconds(), names(each.get(i).byTrust())));
      }
    }
    return new ShadowAlarms(
        model,
        digest,
        watch.standing(),
        bands.falseAlarms(),
        bands.episodes(),
        (int) traces.stream().filter(t -> watch.learntFrom().contains(t.episode())).count(),
        counted(
            where.size(),
            bands.known() ? traces.size() : 0,
            each.stream().mapToDouble(AlarmCount::alarmedMoments).toArray(),
            each.stream().mapToDouble(AlarmCount::moments).toArray()),
        monitors,
        where);
  }

  private static AlarmCount.Of of(AlarmCount count, Trust trust) {
    return count.byTrust().getOrDefault(trust, new AlarmCount.Of(0, 0, 0));
  }

  private static List<String> names(Map<Trust, AlarmCount.Of> byTrust) {
    return byTrust.entrySet().stream()
        .filter(each -> each.getValue().episodes() > 0)
        .map(each -> each.getKey().title())
        .toList();
  }

  private static Counted counted(int alarmed, int of, double[] moments, double[] known) {
    Interval share =
        of == 0
            ? new Interval(Double.NaN, Double.NaN, Double.NaN, 0)
            : new Interval(
                alarmed / (double) of,
                AlarmCount.wilson(alarmed, of, -1),
                AlarmCount.wilson(alarmed, of, 1),
                of);
    return new Counted(
        alarmed,
        of,
        share,
        of == 0
            ? new Interval(Double.NaN, Double.NaN, Double.NaN, 0)
            : Interval.ofQuotients(moments, known));
  }

  /// One line for a person.
  public static String words(Counted count) {
    return String.format(
        Locale.ROOT,
        "%d of %d episodes (%.0f to %.0f %%), %.1f %% of moments (%.1f to %.1f %%)",
        count.alarmed(),
        count.of(),
        100 * count.share().low(),
        100 * count.share().high(),
        100 * count.moments().mean(),
        100 * count.moments().low(),
        100 * count.moments().high());
  }
}
