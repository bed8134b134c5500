package dev.handloom.app.ui.plot;

/// Widens the span of pixel columns by points and lines.
final class Columns {

  private Columns() {}

  static void point(double column, double value, double[] low, double[] high) {
    int i = (int) Math.floor(column);
    if (i >= 0 && i < low.length) {
      widen(i, value, low, high);
    }
  }

  /// Widens each column that a line passes, by the part of the line inside it.
  static void line(
      double fromColumn,
      double fromValue,
      double toColumn,
      double toValue,
      double[] low,
      double[] high) {
    int first = Math.max(0, (int) Math.floor(fromColumn));
    int last = Math.min(low.length - 1, (int) Math.floor(toColumn));
    double run = toColumn - fromColumn;
    if (first >= last || !(run > 0)) {
      // Most samples of a fast stream share a column: no slope is needed.
      point(fromColumn, fromValue, low, high);
      point(toColumn, toValue, low, high);
      if (!(run > 0) || first > last) {
        return;
      }
    }
    double slope = (toValue - fromValue) / run;
    for (int i = first; i <= last; i++) {
      double enter = Math.max(fromColumn, i);
      double leave = Math.min(toColumn, i + 1.0);
      widen(i, fromValue + (enter - fromColumn) * slope, low, high);
      widen(i, fromValue + (leave - fromColumn) * slope, low, high);
    }
  }

  private static void widen(int i, double value, double[] low, double[] high) {
    // Also true when the column is still NaN.
    if (!(low[i] <= value)) {
      low[i] = value;
    }
    if (!(high[i] >= value)) {
      high[i] = value;
    }
  }
}
