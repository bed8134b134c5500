package dev.handloom.app.ui.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeSeriesBufferTest {

  private static final long GAP = 1000;

  private final double[] low = new double[10];
  private final double[] high = new double[10];

  @Test
  void anEmptySeriesDrawsNothing() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 8);
    series.reduce(0, 0, 1, GAP, low, high);
    assertTrue(series.isEmpty());
    assertTrue(Double.isNaN(low[0]) && Double.isNaN(series.latest(0)));
  }

  @Test
  void eachColumnHasTheLeastAndGreatestValueOfTheLine() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 100);
    for (int t = 0; t < 100; t++) {
      series.append(t, new double[] {t % 10 == 5 ? 50 : 0});
    }
    series.reduce(0, 0, 10, GAP, low, high);
    assertArrayEquals(new double[10], low);
    for (double value : high) {
      assertEquals(50, value);
    }
  }

  @Test
  void theLineIsJoinedAcrossColumnsWithoutASample() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 8);
    series.append(0, new double[] {0});
    series.append(100, new double[] {10});
    series.reduce(0, 0, 10, GAP, low, high);
    assertEquals(4, low[4], 1e-9);
    assertEquals(5, high[4], 1e-9);
  }

  @Test
  void aGapIsLeftOpen() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 8);
    series.append(0, new double[] {0});
    series.append(95, new double[] {10});
    series.reduce(0, 0, 10, 50, low, high);
    assertEquals(0, low[0]);
    assertTrue(Double.isNaN(low[5]));
    assertEquals(10, high[9]);
  }

  @Test
  void aMissingValueBreaksTheLine() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 8);
    series.append(5, new double[] {1});
    series.append(45, new double[] {Double.NaN});
    series.append(95, new double[] {1});
    series.reduce(0, 0, 10, GAP, low, high);
    assertTrue(Double.isNaN(low[3]));
    assertEquals(1, low[9]);
  }

  @Test
  void theLineComesInFromTheLeft() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 8);
    series.append(-50, new double[] {0});
    series.append(150, new double[] {20});
    series.reduce(0, 0, 10, GAP, low, high);
    assertEquals(5, low[0], 1e-9);
    assertEquals(15, high[9], 1e-9);
  }

  @Test
  void theNewestSamplesAreKept() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(2, 50);
    for (int t = 0; t < 1000; t++) {
      series.append(t, new double[] {t, -t});
    }
    assertEquals(950, series.firstNanos());
    assertEquals(999, series.lastNanos());
    assertEquals(-999, series.latest(1));
    assertEquals(970, series.valueAt(0, 970));
    assertTrue(Double.isNaN(series.valueAt(0, 900)));
  }

  @Test
  void clearedSamplesAreGone() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(1, 8);
    series.append(1, new double[] {1});
    series.clear();
    assertTrue(series.isEmpty());
    series.append(2, new double[] {2});
    assertEquals(2, series.firstNanos());
  }

  @Test
  void aSampleOfTheWrongWidthIsRefused() {
    TimeSeriesBuffer series = new TimeSeriesBuffer(2, 8);
    assertThrows(IllegalArgumentException.class, () -> series.append(0, new double[3]));
  }

  @Test
  void reducingAgreesWithLookingAtEverySample() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      TimeSeriesBuffer series = new TimeSeriesBuffer(1, 500);
      double[] least = new double[10];
      double[] greatest = new double[10];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
      long time = 0;
      while (time < 1000) {
        double value = random.nextGaussian();
        series.append(time, new double[] {value});
        int column = (int) (time / 100);
        least[column] = Math.min(least[column], value);
        greatest[column] = Math.max(greatest[column], value);
        time += 1 + random.nextInt(5);
      }
      series.reduce(0, 0, 100, GAP, low, high);
      for (int i = 0; i < 10; i++) {
        String where = "seed " + seed + ", round " + round + ", column " + i;
        // The line between two samples may reach further than the samples within, never less far.
        assertTrue(low[i] <= least[i], where);
        assertTrue(high[i] >= greatest[i], where);
      }
    }
  }
}
