package dev.handloom.store.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnFiguresTest {
  @Test
  void figuresOfPartsAreTheFiguresOfTheWhole() {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(1 + random.nextInt(900), -3, 1000).map(v -> v * v).toArray();
      ColumnFigures whole = new ColumnFigures();
      ColumnFigures joined = new ColumnFigures();
      ColumnFigures part = new ColumnFigures();
      for (double value : values) {
        whole.add(value);
        part.add(value);
        if (random.nextInt(100) == 0) {
          joined.add(part);
          part = new ColumnFigures();
        }
      }
      joined.add(part);
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (ColumnFigures each : new ColumnFigures[] {whole, joined}) {
        assertEquals(values.length, each.count(), "seed " + seed);
        assertEquals(Arrays.stream(values).min().orElseThrow(), each.min());
        assertEquals(Arrays.stream(values).max().orElseThrow(), each.max());
        assertEquals(mean, each.mean(), 1e-9 * Math.abs(mean), "seed " + seed);
        assertEquals(Math.sqrt(variance), each.deviation(), 1e-6 * Math.sqrt(variance) + 1e-9);
      }
      assertArrayEquals(whole.quantiles(), joined.quantiles(), "seed " + seed);
      assertEquals(Arrays.stream(values).sorted().toArray()[0], whole.min());
    }
  }

  @Test
  void ofVeryManyTheQuantilesStayNear() {
    ColumnFigures figures = new ColumnFigures();
    Random random = new Random(4);
    for (int i = 0; i < 500_000; i++) {
      figures.add(random.nextDouble());
    }
    double[] found = figures.quantiles();
    for (int q = 0; q < found.length; q++) {
      int at = q;
      assertTrue(
          Math.abs(found[q] - new double[] {0.01, 0.1, 0.5, 0.9, 0.99}[q]) < 0.005,
          () -> "quantile " + at + " is " + found[at]);
    }
  }

  @Test
  void whatIsNoNumberIsNotCounted() {
    ColumnFigures figures = new ColumnFigures();
    figures.add(Double.NaN);
    assertEquals(0, figures.count());
    assertTrue(Double.isNaN(figures.mean()) && Double.isNaN(figures.quantiles()[2]));
  }
}
