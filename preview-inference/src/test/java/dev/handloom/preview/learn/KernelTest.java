package dev.handloom.preview.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Vectors and plain loops compute the same, whatever is left over at the edges.
class KernelTest {
  private static final long SEED = 5;

  private static float[] random(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Test
  void productsAndDotsOfAllSizes() {
    Random random = new Random(SEED);
    Kernel plain = new PlainKernel();
    Kernel best = Kernel.best();
    for (int round = 0; round < 60; round++) {
      int m = 1 + random.nextInt(70);
      int n = 1 + random.nextInt(90);
      int[] rows = random.ints(1 + random.nextInt(20), 0, 300).toArray();
      float[] a = random(random, 7 + m * rows.length);
      float[] b = random(random, 400);
      float[] c = random(random, 3 + m * (n + 5));
      float[] d = random(random, m * (n + 2) + 1);
      String where = "seed " + SEED + ", round " + round;
      float[] c1 = c.clone();
      float[] c2 = c.clone();
      plain.product(a, 7, b, rows, c1, 3, n + 5, m, n);
      best.product(a, 7, b, rows, c2, 3, n + 5, m, n);
      assertArrayEquals(c1, c2, 1e-4f, where);
      float[] g1 = a.clone();
      float[] g2 = a.clone();
      plain.dots(d, 1, n + 2, b, rows, g1, 7, m, n);
      best.dots(d, 1, n + 2, b, rows, g2, 7, m, n);
      assertArrayEquals(g1, g2, 1e-3f, where);
      float[] s1 = c.clone();
      float[] s2 = c.clone();
      plain.add(0.3f, b, 2, s1, 3, n);
      best.add(0.3f, b, 2, s2, 3, n);
      assertArrayEquals(s1, s2, 1e-5f, where);
    }
  }
}
