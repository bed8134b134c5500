package dev.handloom.test.crash;

import java.util.Random;

/// When a child is to be killed.
///
/// @param firstMillis after the take started, after the first acknowledgement, or after the end was
///   asked for
/// @param recoveryMillis after which a recovery is killed, one number for each that is
record Doom(Phase phase, long seed, int recordMillis, int firstMillis, int[] recoveryMillis) {
  /// What it is doing then.
  enum Phase {
    STARTING,
    RECORDING,
    STOPPING,
    RECOVERING
  }

  private static final Phase[] TURNS = {
    Phase.RECORDING, Phase.STARTING, Phase.STOPPING, Phase.RECORDING, Phase.RECOVERING
  };

  static Doom of(int number, long seed) {
    Random random = new Random(seed);
    Phase phase = TURNS[number % TURNS.length];
    return switch (phase) {
      // Most of a start is over in the first tenth of a second.
      case STARTING ->
          new Doom(phase, seed, 0, random.nextInt(random.nextBoolean() ? 80 : 900), new int[0]);
      case RECORDING -> new Doom(phase, seed, 0, random.nextInt(2200), new int[0]);
      case STOPPING -> new Doom(phase, seed, random.nextInt(700), random.nextInt(900), new int[0]);
      case RECOVERING ->
          new Doom(
              phase,
              seed,
              0,
              random.nextInt(900),
              random.ints(1 + random.nextInt(2), 0, 150).toArray());
    };
  }
}
