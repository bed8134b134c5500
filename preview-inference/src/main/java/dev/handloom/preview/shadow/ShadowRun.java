package dev.handloom.preview.shadow;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Example;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.EpisodeTrace;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.promotion.Outcome;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.preview.session.EpisodeTrust;
import dev.handloom.preview.session.Familiarity;
import dev.handloom.preview.session.OpenModel;
import dev.handloom.preview.shadow.ShadowReport.Lesson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs models over episodes, episode by episode, all of them over one before the next.
public final class ShadowRun {
  /// Moments that lie closer are almost the same.
  public static final int EVERY_STEPS = 4;

  /// One that hung up is called again after so long, one rest after the other.
  private static final long[] REST_MILLIS = {250, 500, 1000, 2000};

  /// What one model came to.
  private static final class Lane {
    final AskedModel asked;
    final Watched watched;
    final List<EpisodeScore> scores = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();
    List<Outcome> fresh = new ArrayList<>();
    final List<EpisodeTrace> traces = new ArrayList<>();
    String trouble = "";

    Lane(AskedModel asked, Watched watched) {
      this.asked = asked;
      this.watched = watched;
    }
  }

  /// How a model is watched.
  ///
  /// @param own what it wants, in the spreads of its own limits
  /// @param known by which strangeness is measured; null where it is not watched
  record Watched(ShadowWatch watch, Wants own, @Nullable NearestEpisode known) {
    static Watched not(AskedModel asked) {
      return new Watched(ShadowWatch.NONE, asked.wants(), null);
    }
  }

  private record Judged(EpisodeScore score, @Nullable EpisodeTrace trace) {}

  private final List<Lane> lanes = new ArrayList<>();
  private final NearestEpisode baseline;
  private final int everySteps;
  private final List<EpisodeRows> judged = new ArrayList<>();
  private final List<Double> novelty = new ArrayList<>();

  /// @param models the one that is judged, perhaps one more; the baseline is added
  /// @param baseline of accepted episodes, with those that are judged among them or not
  public ShadowRun(List<AskedModel> models, NearestEpisode baseline, int everySteps) {
    this(models, Watched::not, baseline, everySteps);
  }

  /// @param watches how each is watched
  ShadowRun(
      List<AskedModel> models,
      Function<AskedModel, Watched> watches,
      NearestEpisode baseline,
      int everySteps) {
    models.forEach(model -> lanes.add(new Lane(model, watches.apply(model))));
    if (models.stream().noneMatch(model -> model.model() instanceof NearestEpisode)) {
      AskedModel nearest = OpenModel.nearest(baseline);
      lanes.add(new Lane(nearest, watches.apply(nearest)));
    }
    this.baseline = baseline;
    this.everySteps = everySteps;
  }

  /// Judges all models by an episode.
  ///
  /// @param views the episode for each model, in their order and in their own sizes; the last for
  ///   the baseline
  /// @param ended whether to stop, asked before each moment
  /// @return false when it was ended; then nothing of this episode counts
  public boolean judge(List<EpisodeRows> views, BooleanSupplier ended) throws ModelException {
    EpisodeRows first = views.getFirst();
    List<Judged> scores = new ArrayList<>();
    NearestEpisode others = baseline.without(first.episode());
    for (int i = 0; i < lanes.size(); i++) {
      Judged score = run(lanes.get(i), views.get(i), others, ended);
      if (score == null) {
        return false;
      }
      scores.add(score);
    }
    Double strange = strangeness(others, views.getLast(), ended);
    if (strange == null) {
      return false;
    }
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).scores.add(scores.get(i).score());
      EpisodeTrace trace = scores.get(i).trace();
      if (trace != null) {
        lanes.get(i).traces.add(trace);
      }
      lanes.get(i).outcomes.addAll(lanes.get(i).fresh);
    }
    judged.add(first);
    novelty.add(strange);
    return true;
  }

  /// How many views [#judge] wants.
  public int lanes() {
    return lanes.size();
  }

  /// What a lane's model is shown.
  public AskedModel model(int lane) {
    return lanes.get(lane).asked;
  }

  /// What a lane's model dreamed of the episodes that count, and what came of it.
  public List<Outcome> outcomes(int lane) {
    return List.copyOf(lanes.get(lane).outcomes);
  }

  public int judged() {
    return judged.size();
  }

  private @Nullable Judged run(
      Lane lane, EpisodeRows rows, NearestEpisode others, BooleanSupplier ended)
      throws ModelException {
    EpisodeScore score = new EpisodeScore(lane.asked.wants(), rows.episode());
    // The baseline never knows what it is judged by.
    Model model = lane.asked.model() instanceof NearestEpisode ? others : lane.asked.model();
    forget(model, ended);
    lane.fresh = new ArrayList<>();
    NearestEpisode known = lane.watched.known();
    Wants own = lane.watched.own();
    EpisodeTrust trust = known == null ? null : new EpisodeTrust(own, rows.with(own));
    Familiarity familiarity =
        known == null
            ? Familiarity.NONE
            : Familiarity.of(known.without(rows.episode()), model instanceof NearestEpisode);
    Prediction before = null;
    int[] usable = rows.usable();
    for (int i = 0; i < usable.length; i += everySteps) {
      if (ended.getAsBoolean()) {
        return null;
      }
      Example example = rows.example(usable[i]);
      try {
        Prediction prediction = again(() -> model.ask(example.observation()), ended);
        lane.fresh.addAll(Outcome.of(rows, usable[i], prediction));
        double seconds = (rows.grid().nanos(usable[i]) - rows.grid().startNanos()) / 1e9;
        score.add(example, prediction, seconds);
        if (trust != null) {
          trust.add(example.observation(), prediction, familiarity);
        }
        if (before != null) {
          score.overlap(before, prediction);
        }
        before = prediction;
      } catch (ModelException e) {
        if (ended.getAsBoolean()) {
          return null;
        }
        if (e.kind() != Kind.LATE) {
          lane.trouble = String.valueOf(e.getMessage());
          throw e;
        }
        // One that took too long may be in time again; it counts against it.
        score.failed++;
        lane.trouble = String.valueOf(e.getMessage());
        before = null;
      }
    }
    return new Judged(score, trust == null ? null : trust.trace());
  }

  private interface Question<T extends @Nullable Object> {
    T ask() throws ModelException;
  }

  private static void forget(Model model, BooleanSupplier ended) throws ModelException {
    again(
        () -> {
          model.forget();
          return true;
        },
        ended);
  }

  /// A server that hung up may be there again in a moment.
  private static <T> T again(Question<T> question, BooleanSupplier ended) throws ModelException {
    for (long rest : REST_MILLIS) {
      try {
        return question.ask();
      } catch (ModelException e) {
        if (e.kind() != Kind.AWAY || ended.getAsBoolean()) {
          throw e;
        }
        LockSupport.parkNanos(rest * 1_000_000);
      }
    }
    return question.ask();
  }

  private @Nullable Double strangeness(
      NearestEpisode others, EpisodeRows rows, BooleanSupplier ended) throws ModelException {
    if (baseline.episodes() < 2 && baseline.knows(rows.episode())) {
      return Double.NaN;
    }
    double sum = 0;
    int count = 0;
    int[] usable = rows.usable();
    for (int i = 0; i < usable.length; i += everySteps) {
      if (ended.getAsBoolean()) {
        return null;
      }
      sum += others.strangeness(rows.observation(usable[i]));
      count++;
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /// What was found up to now.
  public ShadowReport report(
      String madeAt,
      String software,
      String query,
      String dataDigest,
      boolean partial,
      String heldOut,
      List<ShadowReport.Judged> episodes,
      List<String> left) {
    Lane first = lanes.getFirst();
    return new ShadowReport(
        ShadowReport.SCHEMA,
        madeAt,
        software,
        query,
        dataDigest,
        partial,
        heldOut,
        first.asked.wants().stepSeconds(),
        everySteps,
        episodes,
        left,
        lanes.stream().map(lane -> ShadowScores.of(lane.asked, lane.scores, lane.trouble)).toList(),
        lanes.stream()
            .skip(1)
            .map(lane -> ShadowScores.compare(first.asked, first.scores, lane.asked, lane.scores))
            .toList(),
        teach(first),
        lanes.stream()
            .map(lane ->
                ShadowAlarms.of(
                    lane.asked.name(), lane.asked.digest(), lane.watched.watch(), lane.traces))
            .toList());
  }

  private List<Lesson> teach(Lane first) {
    int n = judged.size();
    double[] disagreement = new double[n];
    double[] strange = new double[n];
    for (int i = 0; i < n; i++) {
      double[] sum = first.scores.get(i).perAnswerSpreads;
      disagreement[i] = sum[1] == 0 ? Double.NaN : sum[0] / sum[1];
      strange[i] = novelty.get(i);
    }
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double rank = (rank(disagreement, i) + rank(strange, i)) / 2;
      lessons.add(
          new Lesson(
              judged.get(i).episode().text(),
              Math.round(100 * rank),
              disagreement[i],
              strange[i],
              first.scores.get(i).worstSeconds));
    }
    lessons.sort(Comparator.comparingDouble(Lesson::score).reversed().thenComparing(Lesson::id));
    return lessons;
  }

  /// The share of the others that have less; a half where nothing is known.
  private static double rank(double[] values, int of) {
    int others = 0;
    double less = 0;
    for (int i = 0; i < values.length; i++) {
      if (i != of && !Double.isNaN(values[i]) && !Double.isNaN(values[of])) {
        others++;
        less += values[i] < values[of] ? 1 : values[i] == values[of] ? 0.5 : 0;
      }
    }
    return others == 0 ? 0.5 : less / others;
  }
}
