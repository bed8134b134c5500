package dev.handloom.device.sim.hid;

import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The motion sensor of a controller in the person's right hand, with an individual's gains and
/// offsets, which its maker found and stored in it.
public final class HeldSensor {
  public static final int AXES = 6;
  private static final double GRAVITY = 9.80665;
  private static final double MOST_GAIN_ERROR = 0.02;
  private static final double MOST_OFFSET = 60;
  private static final double NOISE = 2;

  private static final long SPAN_NANOS = 15_000_000;

  private final ScriptedPerson person;
  private final double countsPerDegree;
  private final double countsPerG;
  private final RandomGenerator random;
  private final double[] gain = new double[AXES];
  private final double[] offset = new double[AXES];

  /// @param countsPerDegree a second, of the gyroscope
  /// @param countsPerG of the accelerometer
  public HeldSensor(ScriptedPerson person, long seed, double countsPerDegree, double countsPerG) {
    this.countsPerDegree = countsPerDegree;
    this.countsPerG = countsPerG;
    this.person = person;
    random = new Random(seed);
    for (int i = 0; i < AXES; i++) {
      gain[i] = 1 + MOST_GAIN_ERROR * (2 * random.nextDouble() - 1);
      // A controller corrects its gyroscope's offset itself.
      offset[i] = i < 3 ? 0 : Math.rint(MOST_OFFSET * (2 * random.nextDouble() - 1));
    }
  }

  /// Counts of three gyroscope and three accelerometer axes.
  ///
  /// @param shake metres a second squared that the motors add
  public void read(long nanos, double shake, int[] counts) {
    long now = Math.max(SPAN_NANOS, nanos);
    Pose before = person.at(now - SPAN_NANOS).rightWrist();
    Pose at = person.at(now).rightWrist();
    Pose after = person.at(now + SPAN_NANOS).rightWrist();
    double seconds = SPAN_NANOS / 1e9;
    Quat back = at.rotation().inverse();
    Quat turned = back.times(after.rotation());
    double sign = turned.w() < 0 ? -2 : 2;
    Vec3 turn = new Vec3(turned.x(), turned.y(), turned.z()).times(sign / seconds);
    Vec3 force =
        after
            .position()
            .minus(at.position())
            .minus(at.position().minus(before.position()))
            .times(1 / (seconds * seconds))
            .plus(new Vec3(0, GRAVITY, 0));
    Vec3 felt = back.rotate(force);
    put(counts, 0, turn.times(Math.toDegrees(1) * countsPerDegree));
    put(counts, 3, felt.plus(shaken(shake)).times(countsPerG / GRAVITY));
  }

  private Vec3 shaken(double shake) {
    return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
        .times(shake);
  }

  private void put(int[] counts, int at, Vec3 ideal) {
    double[] xyz = {ideal.x(), ideal.y(), ideal.z()};
    for (int i = 0; i < 3; i++) {
      double count = gain[at + i] * xyz[i] + offset[at + i] + NOISE * random.nextGaussian();
      counts[at + i] = Math.clamp(Math.round(count), -32_768, 32_767);
    }
  }

  /// How much stronger than usual an axis is.
  public double gain(int axis) {
    return gain[axis];
  }

  /// What an axis says of nothing, in counts.
  public int offset(int axis) {
    return (int) offset[axis];
  }

  /// Writes a 16-bit number as these devices do, low byte first.
  public static void number(byte[] into, int at, int value) {
    into[at] = (byte) value;
    into[at + 1] = (byte) (value >> 8);
  }
}
