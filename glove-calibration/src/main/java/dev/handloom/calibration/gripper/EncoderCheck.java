package dev.handloom.calibration.gripper;

import dev.handloom.calibration.equations.Equations;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A gripper's encoder against its tags, where it has both: the line that takes counts to
/// millimetres, how late one is against the other, and what is left.
///
/// @param offsetMm the width at count 0
/// @param mmPerCount negative where counts fall as it opens
/// @param lagNanos by so much the tags are later than the encoder
/// @param typicalMm half of the widths differ by less
/// @param p95Mm nineteen in twenty differ by less
public record EncoderCheck(
    double offsetMm,
    double mmPerCount,
    long lagNanos,
    double typicalMm,
    double p95Mm,
    int compared) {
  private static final long FARTHEST_NANOS = 250_000_000;
  private static final long STEP_NANOS = 5_000_000;
  private static final int FEWEST = 20;
  private static final double LEAST_RANGE_MM = 6;

  /// @param nanos times of the counts, rising
  /// @return empty if there is too little that moves to compare
  public static Optional<EncoderCheck> of(
      long[] nanos, double[] counts, List<GripperWidth> widths) {
    List<GripperWidth> sure =
        widths.stream()
            .filter(each -> each.source() == WidthSource.BOTH)
            .filter(each ->
                nanos.length > 1
                    && each.nanos() - FARTHEST_NANOS >= nanos[0]
                    && each.nanos() + FARTHEST_NANOS <= nanos[nanos.length - 1])
            .toList();
    double low = sure.stream().mapToDouble(GripperWidth::widthMm).min().orElse(0);
    double high = sure.stream().mapToDouble(GripperWidth::widthMm).max().orElse(0);
    if (sure.size() < FEWEST || high - low < LEAST_RANGE_MM) {
      return Optional.empty();
    }
    EncoderCheck best = null;
    for (long lag = -FARTHEST_NANOS; lag <= FARTHEST_NANOS; lag += STEP_NANOS) {
      EncoderCheck here = at(lag, nanos, counts, sure);
      if (here != null && (best == null || here.p95Mm < best.p95Mm)) {
        best = here;
      }
    }
    return Optional.ofNullable(best);
  }

  private static @Nullable EncoderCheck at(
      long lag, long[] nanos, double[] counts, List<GripperWidth> widths) {
    double[] count = new double[widths.size()];
    double mean = 0;
    for (int i = 0; i < count.length; i++) {
      count[i] = between(nanos, counts, widths.get(i).nanos() - lag);
      mean += count[i] / count.length;
    }
    double[][] normal = new double[2][3];
    for (int i = 0; i < count.length; i++) {
      double c = count[i] - mean;
      double w = widths.get(i).widthMm();
      normal[0][0]++;
      normal[0][1] += c;
      normal[1][1] += c * c;
      normal[0][2] += w;
      normal[1][2] += w * c;
    }
    normal[1][0] = normal[0][1];
    double[] line;
    try {
      line = Equations.solve(normal);
    } catch (IllegalArgumentException still) {
      return null;
    }
    double[] off = new double[count.length];
    for (int i = 0; i < count.length; i++) {
      off[i] = Math.abs(widths.get(i).widthMm() - line[0] - line[1] * (count[i] - mean));
    }
    Arrays.sort(off);
    return new EncoderCheck(
        line[0] - line[1] * mean,
        line[1],
        lag,
        off[off.length / 2],
        off[(int) (0.95 * (off.length - 1))],
        off.length);
  }

  private static double between(long[] nanos, double[] counts, long at) {
    int found = Arrays.binarySearch(nanos, at);
    if (found >= 0) {
      return counts[found];
    }
    int after = Math.clamp(-found - 1, 1, nanos.length - 1);
    long gap = nanos[after] - nanos[after - 1];
    double share = gap == 0 ? 0 : (double) (at - nanos[after - 1]) / gap;
    return counts[after - 1] + share * (counts[after] - counts[after - 1]);
  }
}
