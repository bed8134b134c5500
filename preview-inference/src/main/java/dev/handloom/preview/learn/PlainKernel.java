package dev.handloom.preview.learn;

/// Loops that a compiler may or may not turn into vector instructions.
final class PlainKernel implements Kernel {
  @Override
  public void product(
      float[] a, int aFrom, float[] b, int[] rows, float[] c, int cFrom, int cStep, int m, int n) {
    int depth = rows.length;
    for (int i = 0; i < m; i++) {
      int from = aFrom + i * depth;
      int to = cFrom + i * cStep;
      for (int k = 0; k < depth; k++) {
        add(a[from + k], b, rows[k], c, to, n);
      }
    }
  }

  @Override
  public void dots(
      float[] d, int dFrom, int dStep, float[] b, int[] rows, float[] g, int gFrom, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < rows.length; k++) {
        g[gFrom + i * rows.length + k] += dot(d, dFrom + i * dStep, b, rows[k], n);
      }
    }
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int n) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      even = Math.fma(a[aFrom + i], b[bFrom + i], even);
      odd = Math.fma(a[aFrom + i + 1], b[bFrom + i + 1], odd);
    }
    return i < n ? Math.fma(a[aFrom + i], b[bFrom + i], even + odd) : even + odd;
  }

  @Override
  public void add(float s, float[] a, int aFrom, float[] c, int cFrom, int n) {
    for (int i = 0; i < n; i++) {
      c[cFrom + i] = Math.fma(s, a[aFrom + i], c[cFrom + i]);
    }
  }

  @Override
  public String words() {
    return "plain loops";
  }
}
