package dev.handloom.device.sim.instrument;

import java.util.random.RandomGenerator;

/// A potentiometer on a finger, with all the faults that a calibration has to find: gain, offset,
/// curvature, hysteresis, noise.
public final class BendSensor {
  /// Share of the range that is lost in the play of the string and spool.
  private static final double MOST_PLAY = 0.015;

  private static final double NOISE_COUNTS = 3;

  private final RandomGenerator random;
  private final int most;
  private final double offset;
  private final double gain;
  private final double curvature;
  private final double play;
  private double pulled;

  public BendSensor(RandomGenerator random, int most) {
    this.random = random;
    this.most = most;
    offset = (0.05 + 0.13 * random.nextDouble()) * most;
    gain = (0.58 + 0.22 * random.nextDouble()) * most;
    curvature = 0.5 * random.nextDouble() - 0.2;
    play = MOST_PLAY * (0.3 + 0.7 * random.nextDouble());
  }

  /// Counts for a bend of 0 to 1.
  public int read(double bend) {
    // The spool follows only once the play is taken up.
    pulled = Math.clamp(pulled, bend - play, bend + play);
    double bent = pulled + curvature * pulled * (1 - pulled);
    double counts = offset + gain * bent + NOISE_COUNTS * random.nextGaussian();
    return (int) Math.clamp(Math.round(counts), 0L, (long) most);
  }
}
