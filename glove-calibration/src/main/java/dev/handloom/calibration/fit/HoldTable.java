package dev.handloom.calibration.fit;

import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The holds of a run, by step.
public final class HoldTable {
  private final Map<Step, List<Hold>> bySteps = new EnumMap<>(Step.class);
  private final int channels;

  public HoldTable(List<Hold> holds) {
    channels = holds.isEmpty() ? 0 : holds.getFirst().mean().length;
    for (Hold hold : holds) {
      bySteps.computeIfAbsent(hold.step(), _ -> new ArrayList<>()).add(hold);
    }
  }

  public boolean has(Step step) {
    return bySteps.containsKey(step);
  }

  public List<Hold> of(Step step) {
    return bySteps.getOrDefault(step, List.of());
  }

  public Iterable<Step> steps() {
    return bySteps.keySet();
  }

  public int channels() {
    return channels;
  }

  /// What a channel said in a pose, over the rounds; NaN where it said nothing.
  public double mean(Step step, int channel) {
    double sum = 0;
    int count = 0;
    for (Hold hold : of(step)) {
      if (!Double.isNaN(hold.mean()[channel])) {
        sum += hold.mean()[channel];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /// Noise of a channel over all holds, root mean square.
  public double noise(int channel) {
    double sum = 0;
    int count = 0;
    for (List<Hold> holds : bySteps.values()) {
      for (Hold hold : holds) {
        sum += hold.noise()[channel] * hold.noise()[channel];
        count++;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /// How far a channel goes over all poses: the largest difference between two poses' means.
  public double range(int channel) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Step step : bySteps.keySet()) {
      double mean = mean(step, channel);
      if (!Double.isNaN(mean)) {
        low = Math.min(low, mean);
        high = Math.max(high, mean);
      }
    }
    return high < low ? 0 : high - low;
  }

  /// How much more a channel says in a pose than with the flat hand; NaN without either.
  public double response(Step step, int channel) {
    return mean(step, channel) - mean(Step.FLAT, channel);
  }
}
