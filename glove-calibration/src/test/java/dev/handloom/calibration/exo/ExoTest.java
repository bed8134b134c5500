package dev.handloom.calibration.exo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExoTest {
  private static final long SEED = 77;
  private static final int JOINTS = 60;

  /// An encoder with middles, sizes and a skew of its own, over part of a turn.
  private record Encoder(double s0, double c0, double s, double c, double skew) {
    Encoder(Random random) {
      this(
          1900 + 300 * random.nextDouble(),
          1900 + 300 * random.nextDouble(),
          500 + 700 * random.nextDouble(),
          500 + 700 * random.nextDouble(),
          0.2 * random.nextDouble() - 0.1);
    }

    double sine(double angle) {
      return s0 + s * Math.sin(angle + skew);
    }

    double cosine(double angle) {
      return c0 + c * Math.cos(angle);
    }
  }

  @Test
  void anEncodersEllipseGivesItsAngle() {
    Random random = new Random(SEED);
    for (int joint = 0; joint < JOINTS; joint++) {
      Encoder encoder = new Encoder(random);
      double from = 6 * random.nextDouble();
      double sweep = 2.4 + 3 * random.nextDouble();
      double[] sines = new double[400];
      double[] cosines = new double[400];
      for (int i = 0; i < 400; i++) {
        double angle = from + sweep * i / 400;
        sines[i] = Math.round(encoder.sine(angle) + 2 * random.nextGaussian());
        cosines[i] = Math.round(encoder.cosine(angle) + 2 * random.nextGaussian());
      }
      SineCosine fit = SineCosine.fit(sines, cosines);
      assertTrue(fit.sound(), fit.toString());
      for (int i = 0; i <= 20; i++) {
        double angle = from + sweep * i / 20;
        double found = fit.angle(encoder.sine(angle), encoder.cosine(angle));
        double off = Math.IEEEremainder(found - angle, 2 * Math.PI);
        assertEquals(0, off, Math.toRadians(2), "joint " + joint + ", seed " + SEED);
      }
    }
  }

  @Test
  void aJointThatWasHardlyTurnedIsNotSound() {
    double[] sines = new double[100];
    double[] cosines = new double[100];
    Random random = new Random(SEED);
    for (int i = 0; i < 100; i++) {
      double angle = 0.3 * i / 100;
      sines[i] = 2000 + 800 * Math.sin(angle) + random.nextGaussian();
      cosines[i] = 2000 + 800 * Math.cos(angle) + random.nextGaussian();
    }
    boolean refused;
    try {
      refused = !SineCosine.fit(sines, cosines).sound();
    } catch (IllegalArgumentException e) {
      refused = true;
    }
    assertTrue(refused);
  }

  @Test
  void anAngleThatWrapsIsFollowed() {
    Unwrapped joint = new Unwrapped(4096);
    for (int i = 0; i < 5000; i++) {
      double truth = 3 * i - 20 * Math.max(0, i - 2500) / 2.0;
      double raw = Math.rint(truth) - 4096 * Math.floor(Math.rint(truth) / 4096);
      assertEquals(Math.rint(truth), joint.see(raw), "at " + i);
    }
    assertTrue(Double.isNaN(joint.see(Double.NaN)));
    assertEquals(1, Unwrapped.turnsOff(5000, 950, 4096));
    assertEquals(0, Unwrapped.turnsOff(900, 950, 4096));
  }

  @Test
  void aCurveForetellsPosesItHasNotSeen() {
    Random random = new Random(SEED);
    for (int joint = 0; joint < JOINTS; joint++) {
      double bend = 0.4 * random.nextDouble();
      double[] readings = new double[14];
      double[] targets = new double[14];
      for (int i = 0; i < 14; i++) {
        readings[i] = 20 + 80 * i / 13.0;
        targets[i] = 10 * joint(readings[i], bend) + 0.05 * random.nextGaussian();
      }
      JointCurve curve = JointCurve.fit(readings, targets);
      assertTrue(curve.rises());
      for (double reading = 22; reading < 98; reading += 1.7) {
        assertEquals(10 * joint(reading, bend), curve.at(reading), 0.25, "seed " + SEED);
      }
      assertTrue(curve.heldOut() < 0.2, "held out: " + curve.heldOut());
      assertEquals(curve.at(100), curve.at(250));
    }
  }

  private static double joint(double reading, double bend) {
    double x = (reading - 20) / 80;
    return x + bend * x * x * x;
  }

  @Test
  void aCurveThatTurnsBackSaysSo() {
    double[] readings = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    double[] targets = {0, 7, 12, 15, 16, 15, 12, 7, 0};
    assertFalse(JointCurve.fit(readings, targets).rises());
    assertThrows(
        IllegalArgumentException.class, () -> JointCurve.fit(new double[3], new double[3]));
    assertThrows(
        IllegalArgumentException.class, () -> JointCurve.fit(new double[9], new double[9]));
  }
}
