package dev.handloom.preview.tiny;

/// How long and how a model is trained.
///
/// @param steps at most
/// @param minutes at most; infinite for none
/// @param seed of everything that is drawn
/// @param threads that compute
public record TrainPlan(int steps, double minutes, long seed, int threads) {
  public static final int USUAL_STEPS = 1200;
  static final int BATCH = 16;

  /// A batch is taken apart into so many lanes, whatever the threads: so the same seed learns the
  /// same, on one core as on many.
  static final int LANES = 8;

  /// So many more examples a step teach the policy alone.
  static final int ACTED = 64;

  /// At so many horizons each example of a step is dreamt.
  static final int DREAMS = 2;

  private static final int WARM_UP = 50;
  private static final double PACE = 1e-3;
  private static final double LAST_PACE = 2e-5;

  static final float DECAY = 1e-2f;

  /// So often in a training it is judged.
  private static final int LOOKS = 16;

  /// It ends early when it did not become better in so many looks.
  static final int PATIENCE = 5;

  /// In this share of the examples the dream learns from the own plan, as it will dream later.
  static final double OWN_SHARE = 0.3;

  public TrainPlan {
    if (steps < 1 || !(minutes > 0) || threads < 1) {
      throw new IllegalArgumentException(
          steps + " steps, " + minutes + " minutes, " + threads + " threads");
    }
  }

  /// One core is left to those who record.
  public static int usualThreads() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  int lookEvery() {
    return Math.max(10, steps / LOOKS);
  }

  /// @param share of the training that is over
  double pace(int step, double share) {
    double warm = Math.min(1, (step + 1.0) / WARM_UP);
    double fall = (1 + Math.cos(Math.PI * Math.clamp(share, 0, 1))) / 2;
    return warm * (LAST_PACE + (PACE - LAST_PACE) * fall);
  }
}
