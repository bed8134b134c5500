package dev.handloom.device.sim.person;

import java.util.Random;

/// How somebody goes through the programme, as no two people do, nor one on two days: where things
/// lie and how long each move takes follow from a seed, all of it faster or slower, and they are
/// met at another point of it.
///
/// @param seed of places, turns and single moves
/// @param tempo how many seconds of the programme pass in one
/// @param fromSeconds of the programme, when they begin
public record Manner(long seed, double tempo, double fromSeconds) {
  private static final double SLOWEST = 0.8;
  private static final double FASTEST = 1.25;

  public Manner {
    if (!(tempo > 0) || !(fromSeconds >= 0)) {
      throw new IllegalArgumentException("A tempo of " + tempo + ", from " + fromSeconds + " s");
    }
  }

  /// As a person of this seed begins who was asked nothing.
  static Manner plain(long seed) {
    return new Manner(seed, 1, 0);
  }

  /// Drawn: anywhere in a round, at a tempo that people have.
  public static Manner drawn(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 5);
    random.nextDouble();
    double tempo = SLOWEST * Math.pow(FASTEST / SLOWEST, random.nextDouble());
    return new Manner(seed, tempo, CyclePlan.SECONDS * random.nextDouble());
  }
}
