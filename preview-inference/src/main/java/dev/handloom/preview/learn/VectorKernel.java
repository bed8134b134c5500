package dev.handloom.preview.learn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Vector instructions, with tiles that fit the processor's registers.
final class VectorKernel implements Kernel {
  private static final VectorSpecies<Float> KIND = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = KIND.length();
  private static final int TILE = 4;

  /// Twelve sums keep both multipliers of a core busy.
  private static final int HIGH = 6;

  @Override
  public void product(
      float[] a, int aFrom, float[] b, int[] rows, float[] c, int cFrom, int cStep, int m, int n) {
    int j = 0;
    for (; j + 2 * LANES <= n; j += 2 * LANES) {
      int i = 0;
      for (; high(m - i); i += HIGH) {
        highTile(a, aFrom + i * rows.length, b, rows, c, cFrom + i * cStep, cStep, j);
      }
      for (; i + TILE <= m; i += TILE) {
        tile(a, aFrom + i * rows.length, b, rows, c, cFrom + i * cStep, cStep, j);
      }
      for (; i < m; i++) {
        strip(a, aFrom + i * rows.length, b, rows, c, cFrom + i * cStep + j, j);
        strip(a, aFrom + i * rows.length, b, rows, c, cFrom + i * cStep + j + LANES, j + LANES);
      }
    }
    for (; j + LANES <= n; j += LANES) {
      for (int i = 0; i < m; i++) {
        strip(a, aFrom + i * rows.length, b, rows, c, cFrom + i * cStep + j, j);
      }
    }
    for (; j < n; j++) {
      for (int i = 0; i < m; i++) {
        int from = aFrom + i * rows.length;
        float sum = c[cFrom + i * cStep + j];
        for (int k = 0; k < rows.length; k++) {
          sum = Math.fma(a[from + k], b[rows[k] + j], sum);
        }
        c[cFrom + i * cStep + j] = sum;
      }
    }
  }

  /// Whether six rows are taken next: of four and eight, none would be left for the tile of four.
  private static boolean high(int left) {
    return left >= HIGH && left != 2 * TILE;
  }

  /// Six rows by two vectors.
  private static void highTile(
      float[] a, int aFrom, float[] b, int[] rows, float[] c, int cFrom, int cStep, int j) {
    int depth = rows.length;
    int c0 = cFrom + j;
    int c1 = cFrom + cStep + j;
    int c2 = cFrom + 2 * cStep + j;
    int c3 = cFrom + 3 * cStep + j;
    int c4 = cFrom + 4 * cStep + j;
    int c5 = cFrom + 5 * cStep + j;
    FloatVector s00 = FloatVector.fromArray(KIND, c, c0);
    FloatVector s01 = FloatVector.fromArray(KIND, c, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(KIND, c, c1);
    FloatVector s11 = FloatVector.fromArray(KIND, c, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(KIND, c, c2);
    FloatVector s21 = FloatVector.fromArray(KIND, c, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(KIND, c, c3);
    FloatVector s31 = FloatVector.fromArray(KIND, c, c3 + LANES);
    FloatVector s40 = FloatVector.fromArray(KIND, c, c4);
    FloatVector s41 = FloatVector.fromArray(KIND, c, c4 + LANES);
    FloatVector s50 = FloatVector.fromArray(KIND, c, c5);
    FloatVector s51 = FloatVector.fromArray(KIND, c, c5 + LANES);
    int a1 = aFrom + depth;
    int a2 = aFrom + 2 * depth;
    int a3 = aFrom + 3 * depth;
    int a4 = aFrom + 4 * depth;
    int a5 = aFrom + 5 * depth;
    for (int k = 0; k < depth; k++) {
      int at = rows[k] + j;
      FloatVector b0 = FloatVector.fromArray(KIND, b, at);
      FloatVector b1 = FloatVector.fromArray(KIND, b, at + LANES);
      FloatVector x = FloatVector.broadcast(KIND, a[aFrom + k]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = FloatVector.broadcast(KIND, a[a1 + k]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = FloatVector.broadcast(KIND, a[a2 + k]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = FloatVector.broadcast(KIND, a[a3 + k]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
      x = FloatVector.broadcast(KIND, a[a4 + k]);
      s40 = x.fma(b0, s40);
      s41 = x.fma(b1, s41);
      x = FloatVector.broadcast(KIND, a[a5 + k]);
      s50 = x.fma(b0, s50);
      s51 = x.fma(b1, s51);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
    s40.intoArray(c, c4);
    s41.intoArray(c, c4 + LANES);
    s50.intoArray(c, c5);
    s51.intoArray(c, c5 + LANES);
  }

  /// Four rows by two vectors.
  private static void tile(
      float[] a, int aFrom, float[] b, int[] rows, float[] c, int cFrom, int cStep, int j) {
    int depth = rows.length;
    int c0 = cFrom + j;
    int c1 = c0 + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    FloatVector s00 = FloatVector.fromArray(KIND, c, c0);
    FloatVector s01 = FloatVector.fromArray(KIND, c, c0 + LANES);
    FloatVector s10 = FloatVector.fromArray(KIND, c, c1);
    FloatVector s11 = FloatVector.fromArray(KIND, c, c1 + LANES);
    FloatVector s20 = FloatVector.fromArray(KIND, c, c2);
    FloatVector s21 = FloatVector.fromArray(KIND, c, c2 + LANES);
    FloatVector s30 = FloatVector.fromArray(KIND, c, c3);
    FloatVector s31 = FloatVector.fromArray(KIND, c, c3 + LANES);
    int a1 = aFrom + depth;
    int a2 = a1 + depth;
    int a3 = a2 + depth;
    for (int k = 0; k < depth; k++) {
      int at = rows[k] + j;
      FloatVector b0 = FloatVector.fromArray(KIND, b, at);
      FloatVector b1 = FloatVector.fromArray(KIND, b, at + LANES);
      FloatVector x = FloatVector.broadcast(KIND, a[aFrom + k]);
      s00 = x.fma(b0, s00);
      s01 = x.fma(b1, s01);
      x = FloatVector.broadcast(KIND, a[a1 + k]);
      s10 = x.fma(b0, s10);
      s11 = x.fma(b1, s11);
      x = FloatVector.broadcast(KIND, a[a2 + k]);
      s20 = x.fma(b0, s20);
      s21 = x.fma(b1, s21);
      x = FloatVector.broadcast(KIND, a[a3 + k]);
      s30 = x.fma(b0, s30);
      s31 = x.fma(b1, s31);
    }
    s00.intoArray(c, c0);
    s01.intoArray(c, c0 + LANES);
    s10.intoArray(c, c1);
    s11.intoArray(c, c1 + LANES);
    s20.intoArray(c, c2);
    s21.intoArray(c, c2 + LANES);
    s30.intoArray(c, c3);
    s31.intoArray(c, c3 + LANES);
  }

  private static void strip(float[] a, int aFrom, float[] b, int[] rows, float[] c, int at, int j) {
    FloatVector sum = FloatVector.fromArray(KIND, c, at);
    for (int k = 0; k < rows.length; k++) {
      sum =
          FloatVector.broadcast(KIND, a[aFrom + k])
              .fma(FloatVector.fromArray(KIND, b, rows[k] + j), sum);
    }
    sum.intoArray(c, at);
  }

  /// Vectors go over the rows of the result, which lie one after the other once the first factor is
  /// turned: so nothing has to be added up across a vector, and each sum is taken in one order.
  @Override
  public void dots(
      float[] d, int dFrom, int dStep, float[] b, int[] rows, float[] g, int gFrom, int m, int n) {
    DotTiles tiles = new DotTiles(b, rows, g, n);
    int i = 0;
    for (; i + 2 * LANES <= m; i += 2 * LANES) {
      tiles.wide(d, dFrom + i * dStep, dStep, gFrom + i * rows.length);
    }
    for (; i + LANES <= m; i += LANES) {
      tiles.narrow(d, dFrom + i * dStep, dStep, gFrom + i * rows.length);
    }
    for (; i < m; i++) {
      for (int k = 0; k < rows.length; k++) {
        g[gFrom + i * rows.length + k] += dot(d, dFrom + i * dStep, b, rows[k], n);
      }
    }
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    FloatVector even = FloatVector.zero(KIND);
    FloatVector odd = even;
    int i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
      even =
          FloatVector.fromArray(KIND, a, aFrom + i)
              .fma(FloatVector.fromArray(KIND, b, bFrom + i), even);
      odd =
          FloatVector.fromArray(KIND, a, aFrom + i + LANES)
              .fma(FloatVector.fromArray(KIND, b, bFrom + i + LANES), odd);
    }
    float[] lanes = new float[LANES];
    even.add(odd).intoArray(lanes, 0);
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    for (; i < n; i++) {
      sum = Math.fma(a[aFrom + i], b[bFrom + i], sum);
    }
    return sum;
  }

  @Override
  public void add(float s, float[] a, int aFrom, float[] c, int cFrom, int n) {
    FloatVector by = FloatVector.broadcast(KIND, s);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      by.fma(FloatVector.fromArray(KIND, a, aFrom + i), FloatVector.fromArray(KIND, c, cFrom + i))
          .intoArray(c, cFrom + i);
    }
    for (; i < n; i++) {
      c[cFrom + i] = Math.fma(s, a[aFrom + i], c[cFrom + i]);
    }
  }

  @Override
  public String words() {
    return "vectors of " + LANES;
  }
}
