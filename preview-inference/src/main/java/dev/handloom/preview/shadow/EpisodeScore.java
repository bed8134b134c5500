package dev.handloom.preview.shadow;

import dev.handloom.preview.example.Example;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.MotionScore;
import dev.handloom.preview.monitor.PlanScore;
import dev.handloom.store.episode.EpisodeId;
import java.util.List;

/// What one model's answers over one episode came to, in sums, so that episodes can be put
/// together.
final class EpisodeScore {
  private static final double NEAR = 1e-6;

  private final Wants wants;
  private final EpisodeId episode;
  private final int actions;
  private final int state;

  /// By step and channel: sums of absolute errors in the channel's unit.
  final double[][] actionError;

  /// By step: sums of squared errors in spreads, over all channels.
  final double[] actionSquares;

  /// By step: how many numbers.
  final double[] actionCount;

  /// By step: how many answers.
  final double[] answers;

  /// By horizon.
  final double[] dreamError;

  final double[] dreams;
  final double[] copyError;
  final double[] dreamMoving;
  final double[] copyMoving;
  final double[] alike;
  final double[] alikeCount;

  /// By horizon and channel: sums of absolute errors in the channel's unit.
  final double[][] bodyError;

  final double[] bodyCount;
  final double[] perAnswerSpreads;
  int asked;
  int failed;
  double millis;
  double worst = -1;
  double worstSeconds;
  private double overlapSum;
  private int overlapCount;

  EpisodeScore(Wants wants, EpisodeId episode) {
    this.wants = wants;
    this.episode = episode;
    actions = wants.actions().size();
    state = wants.state().size();
    int steps = wants.steps();
    int horizons = wants.horizons().size();
    actionError = new double[steps][actions];
    actionSquares = new double[steps];
    actionCount = new double[steps];
    answers = new double[steps];
    dreamError = new double[horizons];
    dreams = new double[horizons];
    copyError = new double[horizons];
    dreamMoving = new double[horizons];
    copyMoving = new double[horizons];
    alike = new double[horizons];
    alikeCount = new double[horizons];
    bodyError = new double[horizons][state];
    bodyCount = new double[horizons];
    perAnswerSpreads = new double[2];
  }

  EpisodeId episode() {
    return episode;
  }

  /// Takes in an answer.
  void add(Example example, Prediction prediction, double seconds) {
    asked++;
    millis += prediction.roundTripMillis();
    plan(example, prediction, seconds);
    for (Dream dream : prediction.dreams()) {
      int horizon = horizon(dream.aheadSeconds());
      List<Picture> came = example.futures().get(dream.camera());
      List<Picture> shown = example.observation().pictures().get(dream.camera());
      if (horizon >= 0 && came != null && shown != null) {
        dream(horizon, shown.getLast(), dream.picture(), came.get(horizon));
      }
    }
    for (Forecast forecast : prediction.forecasts()) {
      int horizon = horizon(forecast.aheadSeconds());
      if (horizon >= 0 && forecast.state().length == state) {
        bodyCount[horizon]++;
        for (int c = 0; c < state; c++) {
          bodyError[horizon][c] +=
              Math.abs(forecast.state()[c] - example.futureStates()[horizon][c]);
        }
      }
    }
  }

  void overlap(Prediction before, Prediction after) {
    double steps = (after.capturedNanos() - before.capturedNanos()) / 1e9 / wants.stepSeconds();
    if (fits(before) && fits(after)) {
      double apart = PlanScore.apart(before.actions(), after.actions(), steps, wants.spreads());
      if (Double.isFinite(apart)) {
        overlapSum += apart;
        overlapCount++;
      }
    }
  }

  /// How far a plan is from the one before it, in spreads; NaN where none were compared.
  double overlap() {
    return overlapCount == 0 ? Double.NaN : overlapSum / overlapCount;
  }

  private boolean fits(Prediction prediction) {
    return prediction.actions().length > 0
        && actions > 0
        && prediction.actions()[0].length == actions;
  }

  private void plan(Example example, Prediction prediction, double seconds) {
    if (!fits(prediction)) {
      return;
    }
    double[] spread = wants.spreads();
    double all = 0;
    int numbers = 0;
    int steps = Math.min(prediction.actions().length, wants.steps());
    for (int step = 0; step < steps; step++) {
      answers[step]++;
      for (int c = 0; c < actions; c++) {
        double off = prediction.actions()[step][c] - example.actions()[step][c];
        actionError[step][c] += Math.abs(off);
        double square = off / spread[c] * (off / spread[c]);
        actionSquares[step] += square;
        actionCount[step]++;
        all += square;
        numbers++;
      }
    }
    double spreads = numbers == 0 ? 0 : Math.sqrt(all / numbers);
    perAnswerSpreads[0] += spreads;
    perAnswerSpreads[1]++;
    if (spreads > worst) {
      worst = spreads;
      worstSeconds = seconds;
    }
  }

  private int horizon(double seconds) {
    for (int h = 0; h < wants.horizons().size(); h++) {
      if (Math.abs(wants.horizons().get(h) * wants.stepSeconds() - seconds)
          < wants.stepSeconds() / 2 - NEAR) {
        return h;
      }
    }
    return -1;
  }

  private void dream(int horizon, Picture last, Picture dream, Picture truth) {
    if (dream.width() != truth.width() || dream.height() != truth.height()) {
      return;
    }
    MovingError error = MovingError.of(last, dream, truth);
    dreams[horizon]++;
    dreamError[horizon] += error.dream();
    copyError[horizon] += error.copy();
    dreamMoving[horizon] += error.dreamMoving();
    copyMoving[horizon] += error.copyMoving();
    MotionScore motion = MotionScore.of(last, dream, truth);
    if (Double.isFinite(motion.alike())) {
      alike[horizon] += motion.alike() * motion.blocks();
      alikeCount[horizon] += motion.blocks();
    }
  }
}
