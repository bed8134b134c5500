package dev.handloom.preview.shadow;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.ExampleException;
import dev.handloom.preview.example.ExampleReader;
import dev.handloom.preview.example.TrainingDigest;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.promotion.Outcome;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A shadow evaluation from the episodes of a library to the report.
public final class ShadowEvaluation {
  /// How far it has come; called on the thread that runs.
  public interface Progress {
    /// @param share 0 to 1
    void at(double share, String detail);
  }

  /// The share of the work that reading the known episodes is, to be shown.
  private static final double READING = 0.25;

  private final List<EpisodeRow> judged;
  private final List<EpisodeRow> known;
  private final String query;
  private final String software;
  private final int everySteps;
  private final Function<AskedModel, ShadowWatch> watches;
  private final List<String> left = new ArrayList<>();
  private final List<ShadowReport.Judged> episodes = new ArrayList<>();
  private final List<Bundle> bundles = new ArrayList<>();
  private final Map<String, List<Outcome>> outcomes = new HashMap<>();
  private String trouble = "";

  /// @param judged those it is judged by
  /// @param known those that the baseline knows, but for the one it is judged by
  /// @param software who does it
  /// @param watches the limits of each model
  public ShadowEvaluation(
      List<EpisodeRow> judged,
      List<EpisodeRow> known,
      String query,
      String software,
      int everySteps,
      Function<AskedModel, ShadowWatch> watches) {
    this.watches = watches;
    this.judged = judged;
    this.known = known;
    this.query = query;
    this.software = software;
    this.everySteps = everySteps;
  }

  /// @param models opens the models once the episodes that are known are read; the baseline itself
  ///   where it is the one that is asked for
  /// @param shape what the first model wants; null for what these episodes propose
  /// @param learnt the ids that the first model was trained on; null where nobody says
  /// @param ended whether to stop; what was judged by then is reported
  public ShadowReport run(
      Function<NearestEpisode, List<AskedModel>> models,
      @Nullable Wants shape,
      @Nullable Set<String> learnt,
      Progress progress,
      BooleanSupplier ended)
      throws IOException, ModelException {
    TrainingSet set = read(shape, progress);
    // In the first model's own spreads, by which all are measured.
    Wants measured = shape == null || unmeasured(shape) ? set.wants() : shape;
    NearestEpisode nearest = new NearestEpisode(measured, set.episodes());
    List<AskedModel> asked = new ArrayList<>();
    Map<String, ShadowRun.Watched> watched = new HashMap<>();
    for (AskedModel model : models.apply(nearest)) {
      asked.add(sameSpreads(model, measured));
      watched.put(model.digest(), watched(model, set));
    }
    ShadowRun run =
        new ShadowRun(
            asked,
            model -> {
              ShadowRun.Watched known = watched.get(model.digest());
              return known == null ? watched(model, set) : known;
            },
            nearest,
            everySteps);
    Map<String, EpisodeRows> read = new HashMap<>();
    set.episodes().forEach(rows -> read.put(rows.episode().text(), rows));
    boolean partial = false;
    for (int i = 0; i < judged.size() && !partial; i++) {
      EpisodeRow row = judged.get(i);
      progress.at(
          READING + (1 - READING) * i / judged.size(),
          (i + 1) + " of " + judged.size() + " episodes");
      try {
        partial = !judge(run, row, read.get(row.id().text()), measured, ended);
      } catch (ModelException e) {
        if (run.judged() == 0) {
          throw e;
        }
        // What was judged before it failed stays judged.
        partial = true;
        trouble = String.valueOf(e.getMessage());
      }
    }
    if (run.judged() == 0) {
      throw new ExampleException(
          partial
              ? "It was ended before the first episode was judged; there is nothing to report"
              : "None of the episodes could be judged. The first: " + left.getFirst());
    }
    for (int lane = 0; lane < run.lanes(); lane++) {
      outcomes.put(run.model(lane).digest(), run.outcomes(lane));
    }
    return run.report(
        Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).toString(),
        software,
        query,
        TrainingDigest.of(bundles),
        partial,
        heldOut(learnt),
        episodes,
        left);
  }

  /// Why a model answered no more, so that not all was judged; empty where none failed.
  public String trouble() {
    return trouble;
  }

  /// What each model that has a digest dreamed and what came of it, once it has run.
  public Map<String, List<Outcome>> outcomes() {
    Map<String, List<Outcome>> known = new HashMap<>(outcomes);
    known.remove("");
    return known;
  }

  /// With what strangeness was measured by when its limits were learnt.
  private ShadowRun.Watched watched(AskedModel model, TrainingSet set) {
    ShadowWatch watch = watches.apply(model);
    List<EpisodeRows> known =
        set.episodes().stream()
            .filter(rows -> watch.known().contains(rows.episode().text()))
            .toList();
    Wants own = model.wants();
    if (!watch.bands().known()) {
      return new ShadowRun.Watched(watch, own, null);
    }
    boolean same = known.size() == watch.known().size() && !known.isEmpty();
    if (model.model() instanceof NearestEpisode && set.episodes().size() != known.size()) {
      same = false;
    }
    if (!same || !sees(own, set.wants())) {
      return new ShadowRun.Watched(
          watch.told(
              "Its limits are not used: here other episodes are known than when they were learnt"),
          own,
          null);
    }
    return new ShadowRun.Watched(
        watch, own, new NearestEpisode(own, known.stream().map(rows -> rows.with(own)).toList()));
  }

  private TrainingSet read(@Nullable Wants shape, Progress progress) throws IOException {
    List<EpisodeRow> all = known.isEmpty() ? judged : known;
    return shape == null
        ? TrainingSet.read(all, done -> progress.at(READING * done / all.size(), "reading"))
        : TrainingSet.read(all, shape, done -> progress.at(READING * done / all.size(), "reading"));
  }

  /// Spreads of 1 everywhere are those that nobody measured.
  private static boolean unmeasured(Wants wants) {
    return wants.actions().stream().allMatch(c -> c.spread() == 1)
        && wants.state().stream().allMatch(c -> c.spread() == 1);
  }

  /// The same model, its errors measured by the spreads of the first, where it answers the same.
  private static AskedModel sameSpreads(AskedModel model, Wants measured) {
    Wants own = model.wants();
    boolean same =
        own.actions().stream()
            .map(c -> c.name() + c.unit())
            .toList()
            .equals(measured.actions().stream().map(c -> c.name() + c.unit()).toList());
    Wants used =
        same
            ? new Wants(
                own.stepSeconds(),
                own.steps(),
                own.frames(),
                own.horizons(),
                own.views(),
                own.groups(),
                measured.actions())
            : own;
    return new AskedModel(
        model.model(),
        model.name(),
        used,
        model.version(),
        model.digest(),
        model.device(),
        model.imagines());
  }

  private boolean judge(
      ShadowRun run,
      EpisodeRow row,
      @Nullable EpisodeRows known,
      Wants measured,
      BooleanSupplier ended)
      throws IOException, ModelException {
    List<EpisodeRows> views = new ArrayList<>();
    try {
      for (int lane = 0; lane < run.lanes(); lane++) {
        Wants wants = run.model(lane).wants();
        boolean asKnown = known != null && sees(wants, measured);
        EpisodeRows first = views.isEmpty() ? null : views.getFirst();
        if (asKnown) {
          views.add(known);
        } else if (first != null && sees(wants, first.wants())) {
          views.add(first);
        } else {
          views.add(new ExampleReader(wants).read(row));
        }
      }
    } catch (ExampleException e) {
      left.add(String.valueOf(e.getMessage()));
      return true;
    }
    if (views.getFirst().usable().length == 0) {
      left.add(row.id() + " has no moment with everything and enough after it");
      return true;
    }
    if (!run.judge(views, ended)) {
      return false;
    }
    int usable = views.getFirst().usable().length;
    episodes.add(
        new ShadowReport.Judged(
            row.id().text(),
            Objects.requireNonNullElse(SecondTimes.mcapOf(ManifestFile.read(row.bundle())), ""),
            (usable + everySteps - 1) / everySteps));
    bundles.add(row.bundle());
    return true;
  }

  /// Whether rows that were read for one are those for the other.
  private static boolean sees(Wants one, Wants other) {
    return one.stepSeconds() == other.stepSeconds()
        && one.steps() == other.steps()
        && one.frames().equals(other.frames())
        && one.horizons().equals(other.horizons())
        && one.views().equals(other.views())
        && names(one).equals(names(other));
  }

  private static List<String> names(Wants wants) {
    List<String> names = new ArrayList<>();
    wants
        .groups()
        .forEach(group -> {
          names.add("#" + group.name());
          group.channels().forEach(c -> names.add(c.name() + " " + c.unit()));
        });
    names.add("#");
    wants.actions().forEach(c -> names.add(c.name() + " " + c.unit()));
    return names;
  }

  private String heldOut(@Nullable Set<String> learnt) {
    if (learnt == null) {
      return "unknown";
    }
    return episodes.stream().map(ShadowReport.Judged::id).noneMatch(learnt::contains)
        ? "yes"
        : "no";
  }
}
