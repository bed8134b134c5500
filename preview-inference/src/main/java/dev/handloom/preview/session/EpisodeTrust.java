package dev.handloom.preview.session;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.EpisodeTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a preview would have said of a recorded episode, moment by moment: the same numbers by the
/// same rules.
public final class EpisodeTrust {
  /// Strangeness and motion take longer than the rest, and live they are looked at less often.
  private static final double MOTION_EVERY_SECONDS = 1.05;

  private static final double STRANGE_EVERY_SECONDS = 0.25;

  private final Wants wants;
  private final EpisodeSource source;
  private final EpisodeRows rows;
  private final StillWatch still;
  private final List<Answer> answers = new ArrayList<>();
  private final List<EpisodeTrace.Moment> moments = new ArrayList<>();
  private final Map<String, List<Double>> pictures = new TreeMap<>();
  private long motionNanos = Long.MIN_VALUE / 2;
  private long strangeNanos = Long.MIN_VALUE / 2;

  /// @param wants with the spreads by which a preview would measure
  public EpisodeTrust(Wants wants, EpisodeRows rows) {
    this.wants = wants;
    this.rows = rows;
    source = EpisodeSource.of(rows);
    still = new StillWatch(wants);
  }

  /// Asked before each moment.
  public interface Step {
    /// @return false to end it there
    boolean go(double share);
  }

  /// Asks a model all along an episode.
  ///
  /// @param everySteps at which moments
  /// @return nothing where it was ended
  public static @Nullable EpisodeTrace of(
      Wants wants,
      Model model,
      EpisodeRows rows,
      Familiarity familiarity,
      int everySteps,
      Step step)
      throws ModelException {
    EpisodeTrust trust = new EpisodeTrust(wants, rows);
    model.forget();
    int[] usable = rows.usable();
    for (int i = 0; i < usable.length; i += everySteps) {
      if (!step.go(i / (double) usable.length)) {
        return null;
      }
      Observation observation = rows.observation(usable[i]);
      try {
        trust.add(observation, model.ask(observation), familiarity);
      } catch (ModelException e) {
        if (e.kind() != Kind.LATE) {
          throw e;
        }
      }
    }
    return trust.trace();
  }

  /// Takes in the next answer.
  public void add(Observation observation, Prediction prediction, Familiarity familiarity)
      throws ModelException {
    Answer answer =
        new Answer(
            wants,
            observation,
            prediction,
            Board.compared(answers, prediction, wants),
            still.look(observation));
    long captured = prediction.capturedNanos();
    if (captured - strangeNanos >= STRANGE_EVERY_SECONDS * 1e9) {
      strangeNanos = captured;
      answer.told(familiarity.look(observation, prediction));
    }
    boolean motion = captured - motionNanos >= MOTION_EVERY_SECONDS * 1e9;
    if (motion) {
      motionNanos = captured;
    }
    answer.settle(source, Long.MAX_VALUE / 2, motion);
    note(answer.strip());
    answers.add(answer);
    // What is older than any window is not looked at again.
    while (captured - answers.getFirst().prediction().capturedNanos() > 4_000_000_000L) {
      answers.removeFirst();
    }
    moments.add(
        new EpisodeTrace.Moment(
            (captured - rows.grid().startNanos()) / 1e9, TrustScores.newest(answers)));
  }

  private void note(@Nullable DreamStrip strip) {
    for (DreamCell cell : strip == null ? List.<DreamCell>of() : strip.cells()) {
      if (cell.picture() != null && Double.isFinite(cell.picture().movingSkill())) {
        pictures
            .computeIfAbsent(
                Bands.picture(cell.camera(), cell.aheadSeconds()), name -> new ArrayList<>())
            .add(1 - cell.picture().movingSkill());
      }
    }
  }

  /// What was found up to now.
  public EpisodeTrace trace() {
    return new EpisodeTrace(rows.episode().text(), moments, pictures);
  }
}
