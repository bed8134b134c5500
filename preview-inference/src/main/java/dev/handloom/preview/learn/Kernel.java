package dev.handloom.preview.learn;

/// The two sums in which nearly all of a network's work lies. Rows of the second factor may lie
/// anywhere: so a convolution is one product, without copying its neighbourhoods together.
public interface Kernel {
  /// `c[i][j] += Σ a[i][k] · b[rows[k] + j]`.
  ///
  /// @param a begins at `aFrom`, its rows `k` apart
  /// @param rows where each row of `b` begins
  /// @param c begins at `cFrom`, its rows `cStep` apart
  void product(
      float[] a, int aFrom, float[] b, int[] rows, float[] c, int cFrom, int cStep, int m, int n);

  /// `g[i][k] += Σ d[i][j] · b[rows[k] + j]`.
  ///
  /// @param d begins at `dFrom`, its rows `dStep` apart
  /// @param g begins at `gFrom`, its rows as long as `rows`
  void dots(
      float[] d, int dFrom, int dStep, float[] b, int[] rows, float[] g, int gFrom, int m, int n);

  /// `Σ a[i] · b[i]`.
  float dot(float[] a, int aFrom, float[] b, int bFrom, int n);

  /// `c[i] += s · a[i]`.
  void add(float s, float[] a, int aFrom, float[] c, int cFrom, int n);

  /// What to call it where figures are shown.
  String words();

  /// The fastest that this Java can run: vector instructions need its module
  /// `jdk.incubator.vector`.
  static Kernel best() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return new PlainKernel();
    }
    return new VectorKernel();
  }
}
