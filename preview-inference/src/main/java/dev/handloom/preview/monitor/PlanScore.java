package dev.handloom.preview.monitor;

/// Whether plans hold: what a model answers now against what it answered a moment ago, against what
/// the person did, and how much its copies disagree.
public final class PlanScore {
  private PlanScore() {}

  /// How far two plans are apart where they speak of the same time, in spreads of each channel,
  /// root mean square; NaN where they share nothing.
  ///
  /// @param steps by which the second began later; need not be whole
  /// @param spread of each channel, in its unit
  public static double apart(float[][] earlier, float[][] later, double steps, double[] spread) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < later.length; row++) {
      double at = row + steps;
      int below = (int) Math.floor(at);
      if (at < 0 || at > earlier.length - 1) {
        continue;
      }
      double share = at - below;
      for (int c = 0; c < spread.length; c++) {
        double then =
            share == 0
                ? earlier[below][c]
                : earlier[below][c] + share * (earlier[below + 1][c] - earlier[below][c]);
        double off = (later[row][c] - then) / spread[c];
        if (Double.isFinite(off)) {
          sum += off * off;
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }

  /// How far a plan was from what was done, for each channel, in its own unit: mean of the
  /// differences over the first steps.
  ///
  /// @param done by the same steps; NaN where it is not known
  public static double[] error(float[][] plan, float[][] done, int steps) {
    int channels = plan[0].length;
    double[] error = new double[channels];
    for (int c = 0; c < channels; c++) {
      double sum = 0;
      int count = 0;
      for (int row = 0; row < Math.min(steps, Math.min(plan.length, done.length)); row++) {
        double off = Math.abs(plan[row][c] - done[row][c]);
        if (Double.isFinite(off)) {
          sum += off;
          count++;
        }
      }
      error[c] = count == 0 ? Double.NaN : sum / count;
    }
    return error;
  }

  /// How much copies of a model disagree: the standard deviation over them, in spreads of each
  /// channel, root mean square; NaN for fewer than two.
  public static double disagreement(float[][][] plans, double[] spread) {
    if (plans.length < 2) {
      return Double.NaN;
    }
    double sum = 0;
    int count = 0;
    for (int row = 0; row < plans[0].length; row++) {
      for (int c = 0; c < spread.length; c++) {
        double mean = 0;
        for (float[][] plan : plans) {
          mean += plan[row][c] / plans.length;
        }
        double squares = 0;
        for (float[][] plan : plans) {
          squares += (plan[row][c] - mean) * (plan[row][c] - mean);
        }
        sum += squares / (plans.length - 1) / (spread[c] * spread[c]);
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  /// How often a plan turns back within itself, of all the chances it has: 0 for a smooth one, near
  /// 1 for one that trembles. Turns smaller than a share of the channel's spread do not count.
  public static double trembling(float[][] plan, double[] spread, double least) {
    int turns = 0;
    int chances = 0;
    for (int c = 0; c < spread.length; c++) {
      for (int row = 2; row < plan.length; row++) {
        double before = plan[row - 1][c] - plan[row - 2][c];
        double after = plan[row][c] - plan[row - 1][c];
        chances++;
        boolean large = Math.min(Math.abs(before), Math.abs(after)) > least * spread[c];
        turns += large && before * after < 0 ? 1 : 0;
      }
    }
    return chances == 0 ? Double.NaN : turns / (double) chances;
  }
}
