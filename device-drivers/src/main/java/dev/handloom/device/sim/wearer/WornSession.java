package dev.handloom.device.sim.wearer;

import java.util.Random;
import java.util.random.RandomGenerator;

/// A person with a glove on, sample by sample: asked for a pose they need a moment, move, and hold
/// it with a little tremor.
public final class WornSession {
  private static final double NANOS = 1e9;
  private static final double TREMOR = Math.toRadians(0.2);

  private final Wearer wearer;
  private final WornGlove glove;
  private final RandomGenerator random;
  private final double hz;
  private final double[] from;
  private final double[] truth;
  private final double[] values;
  private double[] to;
  private double asked;
  private double reaction;
  private double move = 0.5;
  private long samples;

  public WornSession(Wearer wearer, WornGlove glove, long seed) {
    this.wearer = wearer;
    this.glove = glove;
    random = new Random(seed);
    hz = glove.spec().nominalHz();
    to = wearer.take(Asked.REST);
    from = to.clone();
    truth = to.clone();
    values = new double[glove.spec().channels().size()];
  }

  public double seconds() {
    return samples / hz;
  }

  public long nanos() {
    return Math.round(seconds() * NANOS);
  }

  /// Asks for a pose.
  public void ask(Asked pose) {
    go(wearer.take(pose));
  }

  /// Asks for angles.
  public void go(double[] angles) {
    System.arraycopy(truth, 0, from, 0, from.length);
    to = angles;
    asked = seconds();
    reaction = 0.25 + 0.35 * random.nextDouble();
    move = 0.4 + 0.4 * random.nextDouble();
  }

  /// The next sample; [#values] and [#truth] are of it.
  public void next() {
    samples++;
    double along = Math.clamp((seconds() - asked - reaction) / move, 0, 1);
    double share = along * along * along * (10 - 15 * along + 6 * along * along);
    for (int i = 0; i < truth.length; i++) {
      truth[i] = from[i] + share * (to[i] - from[i]) + TREMOR * random.nextGaussian();
    }
    glove.sample(truth, seconds(), values);
  }

  /// What the glove said last.
  public double[] values() {
    return values;
  }

  /// The hand's true angles then.
  public double[] truth() {
    return truth;
  }
}
