package dev.handloom.calibration.mark;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the cells of a quad and finds the mark that they spell. Keeps its memory between quads.
final class BitReader {
  /// What a quad says.
  ///
  /// @param turns quarters by which the mark is turned clockwise in the quad
  /// @param wrong bits that were read wrong
  /// @param stained cells of the border that were read white
  record Reading(int id, int turns, int wrong, int stained) {}

  /// Dark and bright cells differ by at least so many levels.
  private static final double FAINTEST = 10;

  /// Of the border's cells so many may be read white: glare, a finger.
  private static final double STAINED = 0.2;

  private final int cells;
  private final int allowed;
  private final long[][] turned;
  private final double[] seen;
  private final double[] sharper;
  private final double[] sorted;

  /// @param allowed bits that may be wrong
  BitReader(MarkFamily family, int allowed) {
    this.allowed = allowed;
    cells = family.cells();
    seen = new double[cells * cells];
    sharper = new double[cells * cells];
    sorted = new double[cells * cells];
    turned = new long[family.size()][4];
    for (int id = 0; id < family.size(); id++) {
      turned[id][0] = family.code(id);
      for (int turns = 1; turns < 4; turns++) {
        turned[id][turns] = family.turned(turned[id][turns - 1]);
      }
    }
  }

  /// @return null if it is no mark of the family
  @Nullable Reading read(GreyPicture picture, Homography fromCells) {
    sample(picture, fromCells);
    if (!contrast(seen)) {
      return null;
    }
    Reading plain = spell(seen, otsu(seen), allowed);
    if (plain != null && plain.wrong == 0 && plain.stained == 0) {
      return plain;
    }
    Reading levelled = levelled();
    if (better(levelled, plain)) {
      plain = levelled;
    }
    if (plain != null) {
      return plain;
    }
    sharpen();
    return spell(sharper, otsu(sharper), 0);
  }

  /// How much brighter than the rest of the border its brightest cell is, where 1 is as bright as
  /// white: light that lies over a mark shifts its edges, before it hides them. Of the last quad.
  double veil() {
    int count = 0;
    double brightest = 0;
    for (int row = 0; row < cells; row++) {
      boolean whole = row == 0 || row == cells - 1;
      for (int column = 0; column < cells; column += whole ? 1 : cells - 1) {
        double here = seen[row * cells + column];
        brightest = Math.max(brightest, here);
        sorted[count++] = here;
      }
    }
    Arrays.sort(sorted, 0, count);
    double dark = sorted[count / 4];
    double white = 0;
    for (double here : seen) {
      white = Math.max(white, here);
    }
    return (brightest - dark) / Math.max(FAINTEST, white - dark);
  }

  static boolean better(@Nullable Reading one, @Nullable Reading other) {
    return one != null && (other == null || one.wrong + one.stained < other.wrong + other.stained);
  }

  private void sample(GreyPicture picture, Homography fromCells) {
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        double sum = 0;
        for (int j = -1; j <= 1; j++) {
          for (int i = -1; i <= 1; i++) {
            double u = column + 0.5 + 0.22 * i;
            double v = row + 0.5 + 0.22 * j;
            sum += picture.at(fromCells.x(u, v), fromCells.y(u, v));
          }
        }
        seen[row * cells + column] = sum / 9;
      }
    }
  }

  private boolean contrast(double[] values) {
    System.arraycopy(values, 0, sorted, 0, values.length);
    Arrays.sort(sorted);
    int tenth = values.length / 10;
    return sorted[values.length - 1 - tenth / 2] - sorted[tenth] >= FAINTEST;
  }

  /// The threshold that parts values best into two heaps (Otsu 1979).
  private double otsu(double[] values) {
    System.arraycopy(values, 0, sorted, 0, values.length);
    Arrays.sort(sorted);
    double total = 0;
    for (double value : sorted) {
      total += value;
    }
    double below = 0;
    double best = -1;
    double threshold = sorted[0];
    for (int k = 1; k < sorted.length; k++) {
      below += sorted[k - 1];
      double gap = below / k - (total - below) / (sorted.length - k);
      double between = gap * gap * k * (sorted.length - k);
      if (between > best) {
        best = between;
        threshold = (sorted[k - 1] + sorted[k]) / 2;
      }
    }
    return threshold;
  }

  /// Light that falls off to one side: a plane through the border's cells is taken away.
  private @Nullable Reading levelled() {
    double middle = (cells - 1) / 2.0;
    double mean = 0;
    double slopeX = 0;
    double slopeY = 0;
    double squares = 0;
    int count = 0;
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        if (border(column, row)) {
          double value = seen[row * cells + column];
          mean += value;
          slopeX += value * (column - middle);
          slopeY += value * (row - middle);
          squares += (column - middle) * (column - middle);
          count++;
        }
      }
    }
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        sharper[row * cells + column] =
            seen[row * cells + column]
                - mean / count
                - slopeX / squares * (column - middle)
                - slopeY / squares * (row - middle);
      }
    }
    return spell(sharper, otsu(sharper), allowed);
  }

  /// Undoes a little of what blur does between neighbouring cells.
  private void sharpen() {
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        double value = seen[row * cells + column];
        double around = 0;
        int count = 0;
        for (int k = 0; k < 4; k++) {
          int nextRow = row + (k == 0 ? 1 : k == 1 ? -1 : 0);
          int nextColumn = column + (k == 2 ? 1 : k == 3 ? -1 : 0);
          if (nextRow >= 0 && nextColumn >= 0 && nextRow < cells && nextColumn < cells) {
            around += seen[nextRow * cells + nextColumn];
            count++;
          }
        }
        sharper[row * cells + column] = value + (value - around / count);
      }
    }
  }

  private boolean border(int column, int row) {
    return column == 0 || row == 0 || column == cells - 1 || row == cells - 1;
  }

  private @Nullable Reading spell(double[] values, double threshold, int mostWrong) {
    int stained = 0;
    long bits = 0;
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        boolean white = values[row * cells + column] > threshold;
        if (!border(column, row)) {
          bits = bits << 1 | (white ? 1 : 0);
        } else if (white) {
          stained++;
        }
      }
    }
    if (stained > STAINED * 4 * (cells - 1)) {
      return null;
    }
    // A border that is not clean is reason enough not to guess at bits as well.
    int limit = stained == 0 ? mostWrong : mostWrong / 2;
    Reading best = null;
    for (int id = 0; id < turned.length; id++) {
      for (int turns = 0; turns < 4; turns++) {
        int wrong = Long.bitCount(bits ^ turned[id][turns]);
        if (wrong <= limit && (best == null || wrong < best.wrong)) {
          best = new Reading(id, turns, wrong, stained);
        }
      }
    }
    return best;
  }
}
