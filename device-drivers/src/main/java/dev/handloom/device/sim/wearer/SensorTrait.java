package dev.handloom.device.sim.wearer;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One sensor of a simulated glove, with the errors that it was made with.
final class SensorTrait {
  /// When a glove shifts on the hand, in seconds after it was put on.
  private static final double SLIPS_AT = 25;

  private final boolean counts;
  private final double offset;
  private final double gain;
  private final double bow;
  private final double play;
  private final double wander;
  final double leakFlexion;
  final double leakLeft;
  final double leakRight;
  private double pulled;

  SensorTrait(RandomGenerator random, boolean counts) {
    this.counts = counts;
    offset =
        counts ? 0.22 + 0.08 * random.nextDouble() : Math.toRadians(20 * random.nextDouble() - 10);
    gain = counts ? 0.40 + 0.14 * random.nextDouble() : 0.85 + 0.3 * random.nextDouble();
    bow = counts ? 0.4 * random.nextDouble() - 0.15 : 0.08 * random.nextDouble() - 0.04;
    play = counts ? 0.004 + 0.010 * random.nextDouble() : 0.002;
    wander = (counts ? 0.01 : 0.006) * (2 * random.nextDouble() - 1);
    double leak = counts ? 0.07 : 0.035;
    leakFlexion = leak * (2 * random.nextDouble() - 1);
    leakLeft = leak * random.nextDouble();
    leakRight = leak * random.nextDouble();
  }

  /// @param bend radians
  /// @param unit radians that count as one
  /// @param range radians that the joint goes
  double read(
      double bend,
      double unit,
      double range,
      double seconds,
      PlantedFault.@Nullable Kind wrong,
      RandomGenerator random) {
    double share = bend / range;
    // The string follows only once its play is taken up.
    pulled = Math.clamp(pulled, share - play, share + play);
    double bowed = pulled + bow * pulled * (1 - pulled);
    // Over the first minutes every sensor wanders a little.
    double warm = wander * Math.min(1, seconds / 120);
    double clean = (bowed + warm) * range / unit;
    double noise = counts ? 0.0008 : Math.toRadians(0.25);
    double scale = range / unit;
    if (wrong != null) {
      switch (wrong) {
        case DEAD -> {
          return offset + 0.3 * noise * random.nextGaussian();
        }
        case INVERTED -> clean = scale - clean;
        case SATURATED -> {
          double most = 0.45 * scale;
          return offset
              + gain * Math.min(clean, most)
              + (clean < most ? noise * random.nextGaussian() : 0);
        }
        case NOISY -> noise = 0.05 * scale * gain;
        case SLIPPING -> clean += seconds > SLIPS_AT ? 0.22 * scale : 0;
        case WARMING -> clean += 0.16 * scale * seconds / 60;
        case SWAPPED -> {}
      }
    }
    return offset + gain * clean + noise * random.nextGaussian();
  }
}
