package dev.handloom.device.sim.dualsense;

import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The motion sensor of a controller in the person's right hand, with an individual's gains and
/// offsets, and the calibration that its maker found for it.
final class PadMotion {
  static final int AXES = 6;
  private static final double GRAVITY = 9.80665;
  private static final double COUNTS_PER_G = 8192;
  private static final double COUNTS_PER_DEGREE = 32_768 / 2000.0;
  private static final double MOST_GAIN_ERROR = 0.02;
  private static final double MOST_OFFSET = 60;
  private static final double NOISE = 2;

  /// At which the maker turns a controller on the table, degrees a second.
  private static final int TABLE_SPEED = 540;

  private static final long SPAN_NANOS = 15_000_000;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final double[] gain = new double[AXES];
  private final double[] offset = new double[AXES];

  PadMotion(ScriptedPerson person, long seed) {
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
  void read(long nanos, double shake, int[] counts) {
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
    put(counts, 0, turn.times(Math.toDegrees(1) * COUNTS_PER_DEGREE));
    put(counts, 3, felt.plus(shaken(shake)).times(COUNTS_PER_G / GRAVITY));
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

  /// What the maker stored: turns either way and lying on either side, in counts.
  void calibration(byte[] into) {
    for (int i = 0; i < 3; i++) {
      number(into, 1 + 2 * i, 0);
      int turn = (int) Math.round(gain[i] * TABLE_SPEED * COUNTS_PER_DEGREE);
      number(into, 7 + 4 * i, turn);
      number(into, 9 + 4 * i, -turn);
      int lying = (int) Math.round(gain[3 + i] * COUNTS_PER_G);
      number(into, 23 + 4 * i, (int) offset[3 + i] + lying);
      number(into, 25 + 4 * i, (int) offset[3 + i] - lying);
    }
    number(into, 19, TABLE_SPEED);
    number(into, 21, TABLE_SPEED);
  }

  static void number(byte[] into, int at, int value) {
    into[at] = (byte) value;
    into[at + 1] = (byte) (value >> 8);
  }
}
