package dev.handloom.calibration.exo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandCurvesTest {
  private static final long SEED = 91;
  private static final List<String> ROBOT = List.of("thumb", "index", "middle");

  /// What moves each joint of the robot: joints of the exoskeleton in another order.
  private static final int[] SOURCES = {2, 0, 1};

  private static double robot(int joint, double[] exo) {
    double x = exo[SOURCES[joint]];
    return 900 * x * (0.8 + 0.2 * x) - 40 * joint;
  }

  private static double[][] exo(Random random, int poses) {
    double[][] exo = new double[poses][4];
    for (double[] pose : exo) {
      for (int j = 0; j < 3; j++) {
        pose[j] = 1.4 * random.nextDouble();
      }
    }
    return exo;
  }

  /// As a guided run asks for them: each joint at steps from end to end, in an order of its own.
  private static double[][] guided(Random random, int poses) {
    double[][] exo = new double[poses][4];
    for (int j = 0; j < 3; j++) {
      List<Integer> order = new ArrayList<>();
      for (int p = 0; p < poses; p++) {
        order.add(p);
      }
      Collections.shuffle(order, random);
      for (int p = 0; p < poses; p++) {
        exo[p][j] = 1.4 * order.get(p) / (poses - 1);
      }
    }
    return exo;
  }

  private static double[][] matched(Random random, double[][] exo, double eye) {
    double[][] robot = new double[exo.length][ROBOT.size()];
    for (int p = 0; p < exo.length; p++) {
      for (int j = 0; j < ROBOT.size(); j++) {
        robot[p][j] = robot(j, exo[p]) + eye * random.nextGaussian();
      }
    }
    return robot;
  }

  @Test
  void eachJointFindsWhatMovesItAndItsErrorIsThatOfPosesItHasNotSeen() {
    for (int hand = 0; hand < 10; hand++) {
      Random random = new Random(SEED + hand);
      double[][] poses = guided(random, 14);
      HandCurves curves = HandCurves.fit(ROBOT, poses, matched(random, poses, 6));
      double[][] fresh = exo(random, 200);
      double[] errors = curves.errors(fresh, matched(random, fresh, 6));
      for (int j = 0; j < ROBOT.size(); j++) {
        String which = "joint " + j + ", seed " + (SEED + hand);
        assertEquals(SOURCES[j], curves.joints().get(j).source(), which);
        double stated = curves.joints().get(j).heldOut();
        assertTrue(
            errors[j] < 3 * stated && stated < 150, which + ": " + stated + ", " + errors[j]);
      }
    }
  }

  @Test
  void fewPosesAndAHandThatStoodStillAreRefused() {
    double[][] poses = exo(new Random(SEED), 4);
    double[][] robot = matched(new Random(SEED), poses, 0);
    assertThrows(IllegalArgumentException.class, () -> HandCurves.fit(ROBOT, poses, robot));
    assertThrows(
        IllegalArgumentException.class,
        () -> HandCurves.fit(ROBOT, new double[9][4], new double[9][3]));
  }
}
