package dev.handloom.test.crash;

import java.util.Random;

/// When a child is to be killed, and what it is to do before.
///
/// @param millis after the take started, after the first acknowledgement, or after the end was
///   asked for
/// @param recordMillis after the first acknowledgement, when the end is asked for
/// @param recoveryMillis after which a recovery is killed, one number for each that is
record Doom(Phase phase, Take take, long seed, int recordMillis, int millis, int[] recoveryMillis) {
  /// What it is doing then.
  enum Phase {
    /// It was told to start, and has started or not.
    STARTING,
    RECORDING,
    /// The end was asked for; the files are being ended, or have been.
    STOPPING,
    /// After a kill in the midst the recovery is killed as well, and begun again.
    RECOVERING
  }

  /// What kind of take it is.
  enum Take {
    PLAIN,
    /// Paused and resumed again and again.
    PAUSED,
    /// A second of it was in memory before the start.
    ARMED,
    /// The files fail now and then, and are continued in new ones.
    PARTS
  }

  private record Turn(Phase phase, Take take) {}

  /// The first five are the short count: one of each.
  private static final Turn[] TURNS = {
    new Turn(Phase.RECORDING, Take.PLAIN),
    new Turn(Phase.STOPPING, Take.PARTS),
    new Turn(Phase.RECORDING, Take.PAUSED),
    new Turn(Phase.STARTING, Take.ARMED),
    new Turn(Phase.RECOVERING, Take.PLAIN),
    new Turn(Phase.STOPPING, Take.PLAIN),
    new Turn(Phase.STARTING, Take.PLAIN),
    new Turn(Phase.RECORDING, Take.PARTS),
    new Turn(Phase.STOPPING, Take.PAUSED),
    new Turn(Phase.RECORDING, Take.ARMED),
    new Turn(Phase.RECOVERING, Take.PARTS),
    new Turn(Phase.RECORDING, Take.PLAIN),
    new Turn(Phase.STOPPING, Take.ARMED),
  };

  static Doom of(int number, long seed) {
    Random random = new Random(seed);
    Turn turn = TURNS[number % TURNS.length];
    // Parts come at the second force and later.
    int first = turn.take() == Take.PARTS ? 500 : 0;
    int record = 0;
    int millis = 0;
    int[] recoveries = {};
    switch (turn.phase()) {
      // Most of a start is over in the first tenth of a second.
      case STARTING -> millis = random.nextInt(random.nextBoolean() ? 80 : 700);
      case RECORDING -> millis = first + random.nextInt(1500);
      case STOPPING -> {
        record = first + random.nextInt(700);
        // All that ends a take is over in a quarter of a second, where the disk is quick.
        millis = random.nextInt(random.nextBoolean() ? 250 : 900);
      }
      case RECOVERING -> {
        millis = first + random.nextInt(900);
        recoveries = random.ints(1 + random.nextInt(2), 0, 150).toArray();
      }
    }
    return new Doom(turn.phase(), turn.take(), seed, record, millis, recoveries);
  }
}
