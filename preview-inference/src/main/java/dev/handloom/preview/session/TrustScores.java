package dev.handloom.preview.session;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.monitor.Horizons;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustPart;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What answers come to, number by number: the same live and over recorded episodes, however often
/// the model is asked.
final class TrustScores {
  /// A number is a mean over so long, so that it says something and can be read.
  private static final double WINDOW_NANOS = 1e9;

  /// A dream is judged where so much of the pictures moved, mean.
  private static final double LEAST_MOVING = 0.005;

  /// Motion is compared where so many blocks moved.
  private static final double LEAST_BLOCKS = 6;

  /// A sum and what it is to be divided by.
  record Sum(double above, double below) {
    Sum plus(Sum other) {
      return new Sum(above + other.above, below + other.below);
    }

    static Sum of(double value) {
      return new Sum(value, 1);
    }
  }

  private TrustScores() {}

  /// Of the newest second in which each is known; those that are not known are left out.
  ///
  /// @param answers oldest first
  static Map<TrustPart, Double> newest(List<Answer> answers) {
    Map<TrustPart, Long> ends = new TreeMap<>();
    Map<TrustPart, Sum> sums = new TreeMap<>();
    Map<TrustPart, Integer> counts = new TreeMap<>();
    for (int i = answers.size() - 1; i >= 0; i--) {
      Answer answer = answers.get(i);
      long captured = answer.prediction().capturedNanos();
      answer
          .sums()
          .forEach((part, sum) -> {
            long end = ends.computeIfAbsent(part, p -> captured);
            if (end - captured < WINDOW_NANOS) {
              sums.merge(part, sum, Sum::plus);
              counts.merge(part, 1, Integer::sum);
            }
          });
    }
    Map<TrustPart, Double> values = new TreeMap<>();
    sums.forEach((part, sum) -> {
      int count = counts.getOrDefault(part, 0);
      if (enough(part.trust(), sum, count)) {
        values.put(part, sum.above() / sum.below());
      }
    });
    return values;
  }

  private static boolean enough(Trust trust, Sum sum, int count) {
    return switch (trust) {
      case DREAM -> count > 1 && sum.below() >= LEAST_MOVING * count;
      case MOTION -> sum.below() >= LEAST_BLOCKS;
      default -> sum.below() > 0;
    };
  }

  /// What a strip says once all of it has come: by horizon, each pixel that moved counts.
  static void dreams(DreamStrip strip, Map<TrustPart, Sum> into) {
    for (DreamCell cell : strip.cells()) {
      if (cell.picture() != null && Double.isFinite(cell.picture().movingSkill())) {
        double moving = cell.picture().moving();
        into.merge(
            new TrustPart(Trust.DREAM, Horizons.words(cell.aheadSeconds())),
            new Sum((1 - cell.picture().movingSkill()) * moving, moving),
            Sum::plus);
      }
      if (cell.motion() != null && cell.motion().blocks() > 0) {
        double blocks = cell.motion().blocks();
        into.merge(
            TrustPart.whole(Trust.MOTION),
            new Sum((1 - cell.motion().alike()) * blocks, blocks),
            Sum::plus);
      }
    }
  }

  /// How far a plan is from where its own dream has the body, in spreads, root mean square; NaN
  /// where it says nothing of the body.
  static double follows(Wants wants, int[] stateOf, Prediction prediction) {
    double sum = 0;
    int count = 0;
    for (Forecast forecast : prediction.forecasts()) {
      int row = (int) Math.round(forecast.aheadSeconds() / wants.stepSeconds()) - 1;
      if (row < 0 || row >= prediction.actions().length) {
        continue;
      }
      float[] planned = prediction.actions()[row];
      for (int c = 0; c < Math.min(stateOf.length, planned.length); c++) {
        if (stateOf[c] >= 0 && stateOf[c] < forecast.state().length) {
          double spread = wants.state().get(stateOf[c]).spread();
          double off = (planned[c] - forecast.state()[stateOf[c]]) / spread;
          if (Double.isFinite(off)) {
            sum += off * off;
            count++;
          }
        }
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }

  static double follows(Wants wants, Prediction prediction) {
    return follows(wants, EpisodeRows.stateOfActions(wants), prediction);
  }
}
