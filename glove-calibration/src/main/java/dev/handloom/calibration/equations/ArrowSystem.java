package dev.handloom.calibration.equations;

import java.util.Arrays;

/// Equations in which a few unknowns are shared by all views, and each view has a few of its own:
/// the shape of a bundle of pictures. Solved view by view, so that a hundred views cost a hundred
/// times one.
///
/// Unknowns may differ in size by any power of ten: each is measured by its own slope.
public final class ArrowSystem {
  private final int shared;
  private final int views;
  private final int own;
  private final double[][] top;
  private final double[] topRight;

  /// What each view pulls at the shared unknowns.
  private final double[][] pulls;

  private final double[][][] cross;
  private final double[][][] blocks;
  private final double[][] blockRight;

  public ArrowSystem(int shared, int views, int own) {
    this.shared = shared;
    this.views = views;
    this.own = own;
    top = new double[shared][shared];
    topRight = new double[shared];
    pulls = new double[views][shared];
    cross = new double[views][own][shared];
    blocks = new double[views][own][own];
    blockRight = new double[views][own];
  }

  public void clear() {
    zero(top);
    Arrays.fill(topRight, 0);
    zero(pulls);
    for (int v = 0; v < views; v++) {
      zero(cross[v]);
      zero(blocks[v]);
    }
    zero(blockRight);
  }

  private static void zero(double[][] rows) {
    for (double[] row : rows) {
      Arrays.fill(row, 0);
    }
  }

  /// A row of slopes that should take a residual away.
  ///
  /// @param columns which shared unknowns the slopes belong to
  /// @param count how many of them there are
  /// @param byOwn slopes by the view's own unknowns
  public void add(
      int view, int[] columns, double[] byShared, int count, double[] byOwn, double residual) {
    for (int a = 0; a < count; a++) {
      double slope = byShared[a];
      int row = columns[a];
      topRight[row] -= slope * residual;
      pulls[view][row] -= slope * residual;
      for (int b = 0; b < count; b++) {
        top[row][columns[b]] += slope * byShared[b];
      }
    }
    for (int a = 0; a < own; a++) {
      double slope = byOwn[a];
      blockRight[view][a] -= slope * residual;
      for (int b = 0; b < own; b++) {
        blocks[view][a][b] += slope * byOwn[b];
      }
      for (int b = 0; b < count; b++) {
        cross[view][a][columns[b]] += slope * byShared[b];
      }
    }
  }

  /// What was known before of some shared unknowns in a row.
  ///
  /// @param precision the inverse of their covariance
  /// @param away how far they stand from what was known
  public void addPrior(int from, double[][] precision, double[] away) {
    for (int a = 0; a < away.length; a++) {
      for (int b = 0; b < away.length; b++) {
        top[from + a][from + b] += precision[a][b];
        topRight[from + a] -= precision[a][b] * away[b];
      }
    }
  }

  /// The step of the shared unknowns, then of each view.
  ///
  /// @param damping 0 for the full step; more for shorter, more careful ones
  public Step solve(double damping) {
    double[][] reduced = new double[shared][];
    for (int i = 0; i < shared; i++) {
      reduced[i] = top[i].clone();
      reduced[i][i] *= 1 + damping;
    }
    double[] right = topRight.clone();
    EvenCholesky[] roots = new EvenCholesky[views];
    for (int v = 0; v < views; v++) {
      roots[v] = reduce(v, damping, reduced, right);
    }
    double[] common = shared == 0 ? right : new EvenCholesky(reduced).solve(right);
    double[][] each = new double[views][];
    for (int v = 0; v < views; v++) {
      double[] rest = blockRight[v].clone();
      for (int a = 0; a < own; a++) {
        for (int c = 0; c < shared; c++) {
          rest[a] -= cross[v][a][c] * common[c];
        }
      }
      each[v] = roots[v].solve(rest);
    }
    return new Step(common, each);
  }

  /// Takes a view's own unknowns out of the shared equations.
  private EvenCholesky reduce(int view, double damping, double[][] reduced, double[] right) {
    double[][] block = new double[own][];
    for (int a = 0; a < own; a++) {
      block[a] = blocks[view][a].clone();
      block[a][a] *= 1 + damping;
    }
    EvenCholesky root = new EvenCholesky(block);
    double[] solvedRight = root.solve(blockRight[view]);
    double[] column = new double[own];
    for (int c = 0; c < shared; c++) {
      for (int a = 0; a < own; a++) {
        column[a] = cross[view][a][c];
        right[c] -= column[a] * solvedRight[a];
      }
      double[] solved = root.solve(column);
      for (int r = 0; r < shared; r++) {
        double sum = 0;
        for (int a = 0; a < own; a++) {
          sum += cross[view][a][r] * solved[a];
        }
        reduced[r][c] -= sum;
      }
    }
    return root;
  }

  /// How much harder single views pull at the shared unknowns than they would if every residual
  /// were off by itself, squared; at a minimum, where residuals have a spread of one. Above one
  /// where the residuals of a view lean together.
  ///
  /// @param covariance as of [#covariance]
  public double leaning(double[][] covariance) {
    double sum = 0;
    int pulling = 0;
    for (double[] pull : pulls) {
      double before = sum;
      for (int i = 0; i < shared; i++) {
        for (int j = 0; j < shared; j++) {
          sum += pull[i] * covariance[i][j] * pull[j];
        }
      }
      pulling += sum > before ? 1 : 0;
    }
    return pulling < 2 ? 1 : sum / shared * pulling / (pulling - 1);
  }

  /// The covariance of the shared unknowns, where residuals have a spread of one.
  public double[][] covariance() {
    double[][] reduced = new double[shared][];
    for (int i = 0; i < shared; i++) {
      reduced[i] = top[i].clone();
    }
    double[] right = topRight.clone();
    for (int v = 0; v < views; v++) {
      reduce(v, 0, reduced, right);
    }
    return new EvenCholesky(reduced).inverse();
  }

  /// @param shared what to add to the shared unknowns
  /// @param views what to add to each view's own
  public record Step(double[] shared, double[][] views) {}
}
