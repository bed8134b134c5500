package dev.handloom.store.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalingLawTest {
  private static final double EXACT = 1e-9;

  private static TrainingResult at(double hours, double loss) {
    return new TrainingResult(hours, loss, "");
  }

  @Test
  void withoutResultsItIsTheOneThatWasPublished() {
    ScalingLaw law = ScalingLaw.fit(List.of());
    // The table of the paper's figure, to the digits that it gives.
    assertEquals(0.0240, law.loss(1_000), 5e-5);
    assertEquals(0.0219, law.loss(2_000), 5e-5);
    assertEquals(0.0198, law.loss(4_000), 5e-5);
    assertEquals(0.0171, law.loss(10_000), 5e-5);
    assertEquals(0.0150, law.loss(20_000), 5e-5);
    assertTrue(law.band(5_000).isEmpty(), "how far results lie from it was not published");
    assertFalse(law.extrapolates(1_000));
    assertTrue(law.extrapolates(999));
    assertTrue(law.extrapolates(20_001));
  }

  @Test
  void oneResultMovesThePublishedLineAndSaysNothingOfItsSlope() {
    ScalingLaw law = ScalingLaw.fit(List.of(at(50, 0.04)));
    assertEquals(0.04, law.loss(50), EXACT);
    assertEquals(0.003, law.slope(), EXACT);
    assertFalse(law.ownSlope());
    assertTrue(law.band(50).isEmpty());
    assertTrue(law.extrapolates(51));
    ScalingLaw same = ScalingLaw.fit(List.of(at(50, 0.04), at(50, 0.05), at(50, 0.06)));
    assertEquals(0.05, same.loss(50), EXACT);
    assertFalse(same.ownSlope());
    assertTrue(same.band(50).isEmpty());
  }

  @Test
  void twoResultsMakeALineWithoutAnyWordOnItsUncertainty() {
    ScalingLaw law = ScalingLaw.fit(List.of(at(10, 0.05), at(1_000, 0.03)));
    assertEquals(0.05, law.loss(10), EXACT);
    assertEquals(0.03, law.loss(1_000), EXACT);
    assertTrue(law.ownSlope());
    assertTrue(law.band(100).isEmpty());
  }

  @Test
  void theBandHoldsNineteenOfTwentyNewResults() {
    long seed = 20261121;
    Random random = new Random(seed);
    int inside = 0;
    int trials = 4_000;
    for (int i = 0; i < trials; i++) {
      double a = 0.02 + 0.02 * random.nextDouble();
      double b = 0.001 + 0.004 * random.nextDouble();
      double deviation = 0.0005;
      int n = 3 + random.nextInt(12);
      List<TrainingResult> results = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        double hours = Math.exp(1 + 6 * random.nextDouble());
        results.add(at(hours, loss(a, b, hours) + deviation * random.nextGaussian()));
      }
      ScalingLaw law = ScalingLaw.fit(results);
      double asked = Math.exp(1 + 8 * random.nextDouble());
      double made = loss(a, b, asked) + deviation * random.nextGaussian();
      if (Math.abs(made - law.loss(asked)) <= law.band(asked).orElseThrow()) {
        inside++;
      }
    }
    // Three standard deviations of so many trials on either side of 95 %.
    assertEquals(0.95, (double) inside / trials, 0.0104, "seed " + seed);
  }

  private static double loss(double a, double b, double hours) {
    return a - b * Math.log(hours / 1_000);
  }

  @Test
  void theBandWidensAwayFromTheResults() {
    ScalingLaw law =
        ScalingLaw.fit(List.of(at(10, 0.0381), at(30, 0.0342), at(100, 0.031), at(300, 0.0277)));
    double inside = law.band(50).orElseThrow();
    assertTrue(law.band(10_000).orElseThrow() > 1.5 * inside);
    assertTrue(law.extrapolates(10_000));
  }

  @Test
  void studentsPointsAreThoseOfTheTables() {
    double[][] table = {
      {1, 12.706}, {2, 4.303}, {5, 2.571}, {10, 2.228}, {11, 2.201}, {20, 2.086}, {60, 2.000}
    };
    for (double[] row : table) {
      assertEquals(row[1], ScalingLaw.student((int) row[0]), 6e-4, row[0] + " degrees");
    }
  }
}
