package dev.handloom.device.sim.encoderboard;

import java.util.random.RandomGenerator;

/// A magnetic encoder on a joint with an analogue output, and the faults that such encoders have:
/// the magnet sits turned on its shaft and beside the axis, the linkage is a little longer or
/// shorter than drawn, the converter is noisy.
public final class RotaryEncoder {
  /// A magnet beside the axis: one wave a turn.
  private static final double MOST_ECCENTRIC_RADIANS = Math.toRadians(0.8);

  /// Of the encoder's output, in turns.
  private static final double NOISE_TURNS = 6e-5;

  private final RandomGenerator random;
  private final double zeroTurns;
  private final double sense;
  private final double eccentric;

  /// @param zeroTurns where it stands with the joint at zero, as the maker builds it
  /// @param sense +1 or −1: which way it turns as the joint bends
  public RotaryEncoder(RandomGenerator random, double zeroTurns, int sense) {
    this.random = random;
    this.zeroTurns = zeroTurns + 0.01 * (2 * random.nextDouble() - 1);
    this.sense = sense * (0.97 + 0.06 * random.nextDouble());
    eccentric = MOST_ECCENTRIC_RADIANS * random.nextDouble();
  }

  /// Its output for a joint's angle, in turns from 0 to 1; it jumps at the end.
  public double turns(double jointRadians) {
    double shaft = zeroTurns + sense * jointRadians / (2 * Math.PI);
    double seen =
        shaft
            + eccentric / (2 * Math.PI) * Math.sin(2 * Math.PI * shaft)
            + NOISE_TURNS * random.nextGaussian();
    return seen - Math.floor(seen);
  }
}
