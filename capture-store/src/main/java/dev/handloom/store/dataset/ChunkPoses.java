package dev.handloom.store.dataset;

import dev.handloom.store.dataset.DatasetPlan.Part;
import java.util.ArrayList;
import java.util.List;

/// Where in a row's numbers poses stand, and how one looks from another.
final class ChunkPoses {
  private static final String[] PARTS = {"x", "y", "z", "qx", "qy", "qz", "qw"};

  private final List<Integer> starts = new ArrayList<>();

  ChunkPoses(List<Part> parts) {
    int column = 0;
    for (Part part : parts) {
      for (int c = 0; c < part.channels().size(); c++) {
        if (pose(part.channels(), c)) {
          starts.add(column + c);
          c += PARTS.length - 1;
        }
      }
      column += part.channels().size();
    }
  }

  private static boolean pose(List<String> channels, int first) {
    if (first + PARTS.length > channels.size()) {
      return false;
    }
    for (int i = 0; i < PARTS.length; i++) {
      String name = channels.get(first + i);
      String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('_')) + 1);
      if (!last.equals(PARTS[i])) {
        return false;
      }
    }
    return true;
  }

  boolean any() {
    return !starts.isEmpty();
  }

  /// The same numbers, but each pose as it is seen from where it was at the first row.
  float[] seenFrom(float[] first, float[] now) {
    float[] seen = now.clone();
    for (int at : starts) {
      double[] back = {-first[at + 3], -first[at + 4], -first[at + 5], first[at + 6]};
      double[] way = {
        now[at] - first[at], now[at + 1] - first[at + 1], now[at + 2] - first[at + 2], 0
      };
      double[] turned = product(product(back, way), conjugate(back));
      double[] turn =
          product(back, new double[] {now[at + 3], now[at + 4], now[at + 5], now[at + 6]});
      // Both signs say the same rotation; one of them is written.
      double sign = turn[3] < 0 ? -1 : 1;
      for (int i = 0; i < 3; i++) {
        seen[at + i] = (float) turned[i];
      }
      for (int i = 0; i < 4; i++) {
        seen[at + 3 + i] = (float) (sign * turn[i]);
      }
    }
    return seen;
  }

  private static double[] conjugate(double[] q) {
    return new double[] {-q[0], -q[1], -q[2], q[3]};
  }

  /// Of quaternions whose last part is the real one.
  private static double[] product(double[] a, double[] b) {
    return new double[] {
      a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
      a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
      a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
      a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2]
    };
  }
}
