package dev.handloom.app.preview;

/// A plan that a person bends: what is moved takes its neighbours in time along.
final class PlanEdit {
  /// Steps on either side that follow a nudge by about a half.
  private static final double SOFT_STEPS = 3;

  private final float[][] original;
  private final float[][] plan;

  PlanEdit(float[][] plan) {
    original = copy(plan);
    this.plan = copy(plan);
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      copy[row] = rows[row].clone();
    }
    return copy;
  }

  int steps() {
    return plan.length;
  }

  float value(int step, int column) {
    return plan[step][column];
  }

  /// Moves one joint at one step, and the steps around it the less, the further off they are.
  void nudge(int step, int column, double by) {
    for (int row = 0; row < plan.length; row++) {
      double off = (row - step) / SOFT_STEPS;
      plan[row][column] += (float) (by * Math.exp(-off * off / 2));
    }
  }

  /// Takes over what is known of another; the rest stays.
  void take(float[][] other) {
    for (int row = 0; row < plan.length && row < other.length; row++) {
      for (int column = 0; column < Math.min(plan[row].length, other[row].length); column++) {
        if (!Float.isNaN(other[row][column])) {
          plan[row][column] = other[row][column];
        }
      }
    }
  }

  /// The same movement from elsewhere.
  ///
  /// @param before where it began
  /// @param from where it is to begin; what is not known stays unknown
  static float[][] moved(float[][] steps, float[] before, float[] from) {
    float[][] moved = copy(steps);
    for (float[] row : moved) {
      for (int column = 0; column < Math.min(row.length, from.length); column++) {
        row[column] += from[column] - before[column];
      }
    }
    return moved;
  }

  void reset() {
    take(original);
  }

  /// As it is now; a copy.
  float[][] rows() {
    return copy(plan);
  }
}
