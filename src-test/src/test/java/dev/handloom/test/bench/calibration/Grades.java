package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.quality.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Whether a grade means something: the true error behind each.
final class Grades {
  private record Seen(Grade grade, double degrees) {}

  private final List<Seen> seen = new ArrayList<>();

  void see(Grade grade, double degrees) {
    seen.add(new Seen(grade, degrees));
  }

  void print() {
    for (Grade grade : Grade.values()) {
      double[] errors =
          seen.stream()
              .filter(one -> one.grade() == grade)
              .mapToDouble(Seen::degrees)
              .sorted()
              .toArray();
      if (errors.length > 0) {
        double sum = 0;
        for (double error : errors) {
          sum += error;
        }
        System.out.printf(
            Locale.ROOT,
            "  %-52s %d, mean joint error %.1f°, p95 of gloves %.1f°%n",
            "graded " + grade.word().toLowerCase(Locale.ROOT),
            errors.length,
            sum / errors.length,
            errors[(int) (0.95 * (errors.length - 1))]);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  %-52s %.2f%n",
        "rank correlation of grade and true error",
        rankCorrelation());
  }

  /// Spearman's, ties sharing their mean rank.
  double rankCorrelation() {
    double[] grades = ranks(seen.stream().mapToDouble(one -> one.grade().ordinal()).toArray());
    double[] errors = ranks(seen.stream().mapToDouble(Seen::degrees).toArray());
    double middle = (seen.size() - 1) / 2.0;
    double both = 0;
    double one = 0;
    double other = 0;
    for (int i = 0; i < grades.length; i++) {
      both += (grades[i] - middle) * (errors[i] - middle);
      one += (grades[i] - middle) * (grades[i] - middle);
      other += (errors[i] - middle) * (errors[i] - middle);
    }
    return both / Math.sqrt(one * other);
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = 0;
      int same = 0;
      for (double value : values) {
        below += value < values[i] ? 1 : 0;
        same += value == values[i] ? 1 : 0;
      }
      ranks[i] = below + (same - 1) / 2.0;
    }
    return ranks;
  }
}
