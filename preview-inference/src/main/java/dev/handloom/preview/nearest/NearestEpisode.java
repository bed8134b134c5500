package dev.handloom.preview.nearest;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Imagines;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.PlanScore;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.store.episode.EpisodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the accepted moment most like the one it is shown, and answers with what came after it.
public final class NearestEpisode implements Imagines {
  private static final double MILLI = 1e6;

  /// Whoever asks what other actions would do wants to see those done, rather than the same place.
  private static final double OTHERWISE = 50;

  private final Wants wants;
  private final List<EpisodeRows> episodes;
  private final Likeness likeness;
  private final int[] episodeOf;
  private final int[] rowOf;
  private final float[] keys;
  private final SpotColours spots;
  private final int[] stateOf;
  private final @Nullable EpisodeId without;

  /// @param wants with the spreads of these episodes
  public NearestEpisode(Wants wants, List<EpisodeRows> episodes) {
    this.wants = wants;
    this.episodes = List.copyOf(episodes);
    likeness = new Likeness(wants);
    without = null;
    stateOf = EpisodeRows.stateOfActions(wants);
    int count = episodes.stream().mapToInt(episode -> episode.usable().length).sum();
    episodeOf = new int[count];
    rowOf = new int[count];
    keys = new float[Math.multiplyExact(count, likeness.size())];
    spots = new SpotColours(wants, Likeness.SIDE);
    int at = 0;
    for (int e = 0; e < episodes.size(); e++) {
      for (int row : episodes.get(e).usable()) {
        episodeOf[at] = e;
        rowOf[at] = row;
        float[] key = likeness.of(episodes.get(e).observation(row));
        System.arraycopy(key, 0, keys, at * key.length, key.length);
        spots.add(e, episodes.get(e), row);
        at++;
      }
    }
  }

  private NearestEpisode(NearestEpisode of, EpisodeId without) {
    wants = of.wants;
    episodes = of.episodes;
    likeness = of.likeness;
    episodeOf = of.episodeOf;
    rowOf = of.rowOf;
    keys = of.keys;
    spots = of.spots;
    stateOf = of.stateOf;
    this.without = without;
  }

  /// The same, but it does not know one episode: to be judged by it.
  public NearestEpisode without(EpisodeId episode) {
    return new NearestEpisode(this, episode);
  }

  public Wants wants() {
    return wants;
  }

  /// Whether an episode is among those it was built from.
  public boolean knows(EpisodeId episode) {
    return episodes.stream().anyMatch(each -> each.episode().equals(episode));
  }

  /// How many moments it knows.
  public int moments() {
    return rowOf.length;
  }

  /// How many episodes it knows.
  public int episodes() {
    return episodes.size();
  }

  @Override
  public Papers papers() {
    return new Papers(
        "Nearest episode",
        List.of(),
        wants.actions().stream().map(Channel::name).toList(),
        wants.stepSeconds(),
        wants.frames(),
        false,
        Map.of("episodes", "" + episodes.size(), "moments", "" + rowOf.length));
  }

  /// How unlike an observation is to all that is known: the root of the mean square, in spreads.
  public double strangeness(Observation observation) throws ModelException {
    return find(observation, null).apart();
  }

  /// How strange an observation is, and how much what was done at such moments differs.
  ///
  /// @param strange of the whole, under an empty name, of each camera, of its strangest spot, and
  ///   of the body: how far it is to the nearest known one
  /// @param spread of the plans of the most similar episodes, in spreads; NaN where there are fewer
  ///   than two
  public record Novelty(Map<String, Double> strange, double spread) {}

  /// So many episodes are asked for their plans.
  private static final int ASKED_EPISODES = 5;

  /// Looks closely; takes longer than an answer.
  public Novelty novelty(Observation observation) throws ModelException {
    float[] key;
    try {
      key = likeness.of(observation);
    } catch (IllegalArgumentException e) {
      throw new ModelException(ModelException.Kind.REFUSED, String.valueOf(e.getMessage()));
    }
    Map<String, int[]> parts = likeness.parts();
    int[][] spans = parts.values().toArray(new int[0][]);
    float[] least = new float[spans.length];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    float[] leastOf = new float[episodes.size()];
    Arrays.fill(leastOf, Float.POSITIVE_INFINITY);
    int[] momentOf = new int[episodes.size()];
    for (int m = 0; m < rowOf.length; m++) {
      int episode = episodeOf[m];
      if (episodes.get(episode).episode().equals(without)) {
        continue;
      }
      float sum = 0;
      for (int p = 0; p < spans.length; p++) {
        float apart = Likeness.apart(keys, m * key.length, key, spans[p][0], spans[p][1]);
        least[p] = Math.min(least[p], apart);
        sum += apart;
      }
      if (sum < leastOf[episode]) {
        leastOf[episode] = sum;
        momentOf[episode] = m;
      }
    }
    Map<String, Double> strange = new TreeMap<>();
    float best = Float.POSITIVE_INFINITY;
    for (float each : leastOf) {
      best = Math.min(best, each);
    }
    if (best == Float.POSITIVE_INFINITY) {
      return new Novelty(strange, Double.NaN);
    }
    strange.put("", Math.sqrt(best));
    int p = 0;
    for (String part : parts.keySet()) {
      strange.put(part, Math.sqrt(least[p++]));
    }
    strange.putAll(spots.strange(observation, place(without)));
    return new Novelty(strange, spread(observation, leastOf, momentOf));
  }

  /// Of an episode among the known ones; −1 where it is none of them.
  private int place(@Nullable EpisodeId episode) {
    for (int e = 0; e < episodes.size(); e++) {
      if (episodes.get(e).episode().equals(episode)) {
        return e;
      }
    }
    return -1;
  }

  private double spread(Observation observation, float[] leastOf, int[] momentOf) {
    List<Integer> order = new ArrayList<>();
    for (int e = 0; e < leastOf.length; e++) {
      if (leastOf[e] < Float.POSITIVE_INFINITY) {
        order.add(e);
      }
    }
    order.sort((a, b) -> Float.compare(leastOf[a], leastOf[b]));
    List<Integer> asked = order.subList(0, Math.min(ASKED_EPISODES, order.size()));
    float[][][] plans = new float[asked.size()][][];
    for (int i = 0; i < plans.length; i++) {
      int episode = asked.get(i);
      plans[i] = plan(observation, episodes.get(episode), rowOf[momentOf[episode]]);
    }
    return PlanScore.disagreement(plans, wants.spreads());
  }

  private record Found(int moment, double apart) {}

  private Found find(Observation observation, float @Nullable [][] actions) throws ModelException {
    float[] key;
    try {
      key = likeness.of(observation);
    } catch (IllegalArgumentException e) {
      throw new ModelException(ModelException.Kind.REFUSED, String.valueOf(e.getMessage()));
    }
    float best = Float.POSITIVE_INFINITY;
    int found = -1;
    for (int m = 0; m < rowOf.length; m++) {
      EpisodeRows episode = episodes.get(episodeOf[m]);
      if (episode.episode().equals(without)) {
        continue;
      }
      float apart = Likeness.apart(keys, m * key.length, key, best);
      if (actions != null && apart < best) {
        apart += otherwise(observation, actions, episode, rowOf[m]);
      }
      if (apart < best) {
        best = apart;
        found = m;
      }
    }
    if (found < 0) {
      throw new ModelException(
          ModelException.Kind.REFUSED, "There is no other episode to compare with");
    }
    return new Found(found, Math.sqrt(best));
  }

  /// How different what was done at a moment is from given actions: mean square in spreads.
  private float otherwise(
      Observation observation, float[][] actions, EpisodeRows episode, int row) {
    float[][] plan = plan(observation, episode, row);
    double sum = 0;
    int count = 0;
    for (int step = 0; step < Math.min(plan.length, actions.length); step++) {
      for (int c = 0; c < Math.min(plan[step].length, actions[step].length); c++) {
        double off = (plan[step][c] - actions[step][c]) / wants.actions().get(c).spread();
        if (Double.isFinite(off)) {
          sum += off * off;
          count++;
        }
      }
    }
    return count == 0 ? 0 : (float) (OTHERWISE * sum / count);
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    long asked = StudioClock.now();
    Found found = find(observation, null);
    EpisodeRows episode = episodes.get(episodeOf[found.moment()]);
    float[][] plan = plan(observation, episode, rowOf[found.moment()]);
    return answer(observation, found, plan, asked);
  }

  @Override
  public Prediction imagine(Observation observation, float[][] actions) throws ModelException {
    long asked = StudioClock.now();
    return answer(observation, find(observation, actions), actions, asked);
  }

  /// What was done, from where the body is now: a relative action goes on from here.
  private float[][] plan(Observation observation, EpisodeRows episode, int row) {
    float[][] plan = episode.chunk(row);
    float[] now = told(observation);
    float[] then = episode.state(row);
    for (int c = 0; c < stateOf.length; c++) {
      if (wants.actions().get(c).relative() && stateOf[c] >= 0) {
        float shift = now[stateOf[c]] - then[stateOf[c]];
        for (float[] step : plan) {
          step[c] += shift;
        }
      }
    }
    return plan;
  }

  private Prediction answer(Observation observation, Found found, float[][] plan, long asked) {
    EpisodeRows episode = episodes.get(episodeOf[found.moment()]);
    int row = rowOf[found.moment()];
    List<Dream> dreams = new ArrayList<>();
    List<Forecast> forecasts = new ArrayList<>();
    float[] now = told(observation);
    float[] then = episode.state(row);
    for (int ahead : wants.horizons()) {
      double seconds = ahead * wants.stepSeconds();
      for (int v = 0; v < wants.views().size(); v++) {
        dreams.add(
            new Dream(wants.views().get(v).name(), seconds, episode.picture(v, row + ahead)));
      }
      float[] state = episode.state(row + ahead);
      for (int c = 0; c < state.length; c++) {
        state[c] += now[c] - then[c];
      }
      forecasts.add(new Forecast(seconds, state));
    }
    long answered = StudioClock.now();
    return new Prediction(
        observation.capturedNanos(),
        asked,
        answered,
        plan,
        wants.actions().stream().map(Channel::name).toList(),
        wants.stepSeconds(),
        dreams,
        forecasts,
        new float[0],
        Double.NaN,
        (answered - asked) / MILLI,
        Map.of(
            "from",
            String.format(
                Locale.ROOT,
                "%s at %.1f s",
                episode.episode(),
                (episode.grid().nanos(row) - episode.grid().startNanos()) / 1e9),
            "unlike",
            String.format(Locale.ROOT, "%.2f", found.apart())));
  }

  private float[] told(Observation observation) {
    float[] all = new float[stateSize()];
    int at = 0;
    for (Wants.Group group : wants.groups()) {
      float[] values = observation.state().getOrDefault(group.name(), new float[0]);
      System.arraycopy(values, 0, all, at, values.length);
      at += group.channels().size();
    }
    return all;
  }

  private int stateSize() {
    return wants.groups().stream().mapToInt(group -> group.channels().size()).sum();
  }

  @Override
  public void forget() {
    // It keeps nothing of what it was asked.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
