package dev.handloom.store.progress;

import java.util.List;
import java.util.OptionalDouble;

/// Loss over hours of recordings, `loss = a − b · ln(hours / 1000)`: as EgoScale published it, or
/// fitted to a lab's own results.
///
/// @param atThousand a, the loss at a thousand hours
/// @param slope b, what a factor of e in hours takes off the loss
/// @param results of the lab that it was fitted to; 0 for the published law
/// @param leastHours of what it was fitted to
/// @param mostHours of what it was fitted to
/// @param deviation of a result from the line; negative while too few are known
/// @param meanLn of ln(hours / 1000)
/// @param spreadLn sum of the squares of the distances from that mean
public record ScalingLaw(
    double atThousand,
    double slope,
    int results,
    double leastHours,
    double mostHours,
    double deviation,
    double meanLn,
    double spreadLn) {
  /// EgoScale (arXiv 2602.16710): 0.024 − 0.003 · ln(thousands of hours), from a thousand to twenty
  /// thousand hours, with the loss on 2,000 held-out episodes. How far single results lay from it
  /// was not published (R² = 0.9983).
  public static final ScalingLaw EGOSCALE =
      new ScalingLaw(0.024, 0.003, 0, 1_000, 20_000, -1, 0, 0);

  /// With two results any line fits: only a third can say how far off it is.
  public static final int LEAST_FOR_BAND = 3;

  /// 97.5 % points of Student's distribution for 1 to 10 degrees of freedom.
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228
  };

  private static final double NORMAL = 1.959964;

  /// Results that lie at the same hours say nothing of the slope.
  private static final double SAME_LN = 1e-6;

  /// Fits it to results. Without any it is the published one; with one, or several at the same
  /// hours, the published slope through their mean; else the line of least squares.
  public static ScalingLaw fit(List<TrainingResult> results) {
    int n = results.size();
    if (n == 0) {
      return EGOSCALE;
    }
    double meanX = results.stream().mapToDouble(r -> ln(r.hours())).average().orElse(0);
    double meanY = results.stream().mapToDouble(TrainingResult::loss).average().orElse(0);
    double xx = 0;
    double xy = 0;
    for (TrainingResult r : results) {
      double x = ln(r.hours()) - meanX;
      xx += x * x;
      xy += x * (r.loss() - meanY);
    }
    double least = results.stream().mapToDouble(TrainingResult::hours).min().orElse(0);
    double most = results.stream().mapToDouble(TrainingResult::hours).max().orElse(0);
    if (xx < SAME_LN) {
      double b = EGOSCALE.slope();
      return new ScalingLaw(meanY + b * meanX, b, n, least, most, -1, meanX, 0);
    }
    double b = -xy / xx;
    double a = meanY + b * meanX;
    double deviation = -1;
    if (n >= LEAST_FOR_BAND) {
      double squares = 0;
      for (TrainingResult r : results) {
        double off = r.loss() - (a - b * ln(r.hours()));
        squares += off * off;
      }
      deviation = Math.sqrt(squares / (n - 2));
    }
    return new ScalingLaw(a, b, n, least, most, deviation, meanX, xx);
  }

  private static double ln(double hours) {
    return Math.log(hours / 1_000);
  }

  /// The loss to expect. Below zero where the line is followed too far.
  public double loss(double hours) {
    return atThousand - slope * ln(hours);
  }

  /// Half the width of the band in which one more result of the lab lies with 95 %, if the line is
  /// right; empty where it cannot be known.
  public OptionalDouble band(double hours) {
    if (deviation < 0) {
      return OptionalDouble.empty();
    }
    double x = ln(hours) - meanLn;
    return OptionalDouble.of(
        student(results - 2) * deviation * Math.sqrt(1 + 1.0 / results + x * x / spreadLn));
  }

  /// Whether so many hours lie beyond all that it was fitted to.
  public boolean extrapolates(double hours) {
    return hours < leastHours || hours > mostHours;
  }

  /// Whether its slope is the lab's own.
  public boolean ownSlope() {
    return spreadLn > 0;
  }

  /// The 97.5 % point of Student's distribution: a table, then Fisher's expansion about the normal
  /// one.
  static double student(int freedom) {
    if (freedom <= STUDENT.length) {
      return STUDENT[freedom - 1];
    }
    double z = NORMAL;
    double z3 = z * z * z;
    double z5 = z3 * z * z;
    double z7 = z5 * z * z;
    return z
        + (z3 + z) / (4 * freedom)
        + (5 * z5 + 16 * z3 + 3 * z) / (96.0 * freedom * freedom)
        + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384.0 * freedom * freedom * freedom);
  }
}
