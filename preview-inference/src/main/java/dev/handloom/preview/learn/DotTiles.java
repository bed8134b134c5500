package dev.handloom.preview.learn;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Products of columns, for one or two vectors of rows of the result at a time.
final class DotTiles {
  private static final VectorSpecies<Float> KIND = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = KIND.length();
  private static final int DEEP = 6;

  private final float[] b;
  private final int[] rows;
  private final float[] g;
  private final int n;
  private final float[] turned;
  private final float[] sums = new float[2 * LANES * DEEP];

  DotTiles(float[] b, int[] rows, float[] g, int n) {
    this.b = b;
    this.rows = rows;
    this.g = g;
    this.n = n;
    turned = new float[2 * LANES * n];
  }

  private void turn(float[] d, int from, int step, int wide) {
    for (int r = 0; r < wide; r++) {
      int at = from + r * step;
      for (int j = 0; j < n; j++) {
        turned[j * wide + r] = d[at + j];
      }
    }
  }

  /// Two vectors of rows.
  void wide(float[] d, int dFrom, int dStep, int gFrom) {
    turn(d, dFrom, dStep, 2 * LANES);
    int k = 0;
    for (; k + DEEP <= rows.length; k += DEEP) {
      wideTile(k);
      put(2 * LANES, DEEP, gFrom + k);
    }
    for (; k < rows.length; k++) {
      one(k, 2 * LANES, 0);
      one(k, 2 * LANES, LANES);
      put(2 * LANES, 1, gFrom + k);
    }
  }

  /// One vector of rows.
  void narrow(float[] d, int dFrom, int dStep, int gFrom) {
    turn(d, dFrom, dStep, LANES);
    int k = 0;
    for (; k + DEEP <= rows.length; k += DEEP) {
      narrowTile(k);
      put(LANES, DEEP, gFrom + k);
    }
    for (; k < rows.length; k++) {
      one(k, LANES, 0);
      put(LANES, 1, gFrom + k);
    }
  }

  private void put(int wide, int deep, int gFrom) {
    for (int r = 0; r < wide; r++) {
      int at = gFrom + r * rows.length;
      for (int k = 0; k < deep; k++) {
        g[at + k] += sums[k * wide + r];
      }
    }
  }

  private void one(int k, int wide, int from) {
    FloatVector sum = FloatVector.zero(KIND);
    int at = rows[k];
    for (int j = 0; j < n; j++) {
      sum =
          FloatVector.broadcast(KIND, b[at + j])
              .fma(FloatVector.fromArray(KIND, turned, j * wide + from), sum);
    }
    sum.intoArray(sums, from);
  }

  private void wideTile(int k) {
    float[] t = turned;
    float[] v = b;
    int r0 = rows[k];
    int r1 = rows[k + 1];
    int r2 = rows[k + 2];
    int r3 = rows[k + 3];
    int r4 = rows[k + 4];
    int r5 = rows[k + 5];
    FloatVector s00 = FloatVector.zero(KIND);
    FloatVector s01 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s40 = s00;
    FloatVector s41 = s00;
    FloatVector s50 = s00;
    FloatVector s51 = s00;
    for (int j = 0; j < n; j++) {
      FloatVector d0 = FloatVector.fromArray(KIND, t, 2 * LANES * j);
      FloatVector d1 = FloatVector.fromArray(KIND, t, 2 * LANES * j + LANES);
      FloatVector x = FloatVector.broadcast(KIND, v[r0 + j]);
      s00 = x.fma(d0, s00);
      s01 = x.fma(d1, s01);
      x = FloatVector.broadcast(KIND, v[r1 + j]);
      s10 = x.fma(d0, s10);
      s11 = x.fma(d1, s11);
      x = FloatVector.broadcast(KIND, v[r2 + j]);
      s20 = x.fma(d0, s20);
      s21 = x.fma(d1, s21);
      x = FloatVector.broadcast(KIND, v[r3 + j]);
      s30 = x.fma(d0, s30);
      s31 = x.fma(d1, s31);
      x = FloatVector.broadcast(KIND, v[r4 + j]);
      s40 = x.fma(d0, s40);
      s41 = x.fma(d1, s41);
      x = FloatVector.broadcast(KIND, v[r5 + j]);
      s50 = x.fma(d0, s50);
      s51 = x.fma(d1, s51);
    }
    s00.intoArray(sums, 0);
    s01.intoArray(sums, LANES);
    s10.intoArray(sums, 2 * LANES);
    s11.intoArray(sums, 3 * LANES);
    s20.intoArray(sums, 4 * LANES);
    s21.intoArray(sums, 5 * LANES);
    s30.intoArray(sums, 6 * LANES);
    s31.intoArray(sums, 7 * LANES);
    s40.intoArray(sums, 8 * LANES);
    s41.intoArray(sums, 9 * LANES);
    s50.intoArray(sums, 10 * LANES);
    s51.intoArray(sums, 11 * LANES);
  }

  private void narrowTile(int k) {
    float[] t = turned;
    float[] v = b;
    int r0 = rows[k];
    int r1 = rows[k + 1];
    int r2 = rows[k + 2];
    int r3 = rows[k + 3];
    int r4 = rows[k + 4];
    int r5 = rows[k + 5];
    FloatVector s0 = FloatVector.zero(KIND);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    for (int j = 0; j < n; j++) {
      FloatVector d = FloatVector.fromArray(KIND, t, LANES * j);
      s0 = FloatVector.broadcast(KIND, v[r0 + j]).fma(d, s0);
      s1 = FloatVector.broadcast(KIND, v[r1 + j]).fma(d, s1);
      s2 = FloatVector.broadcast(KIND, v[r2 + j]).fma(d, s2);
      s3 = FloatVector.broadcast(KIND, v[r3 + j]).fma(d, s3);
      s4 = FloatVector.broadcast(KIND, v[r4 + j]).fma(d, s4);
      s5 = FloatVector.broadcast(KIND, v[r5 + j]).fma(d, s5);
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, LANES);
    s2.intoArray(sums, 2 * LANES);
    s3.intoArray(sums, 3 * LANES);
    s4.intoArray(sums, 4 * LANES);
    s5.intoArray(sums, 5 * LANES);
  }
}
