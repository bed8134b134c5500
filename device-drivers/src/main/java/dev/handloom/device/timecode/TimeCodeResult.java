package dev.handloom.device.timecode;

import java.util.Arrays;
import java.util.List;

/// What a camera's pictures of the time code say together.
///
/// @param pictures that could be read
/// @param laterNanos by which capture times are later than the pulse whose light was filmed, in the
///   middle row
/// @param spreadNanos of single pictures: their scaled median deviation
/// @param uncertaintyNanos how far that may be off, the screen's own delay aside
/// @param readoutNanos by which the bottom row is later than the top row, the screen's own way from
///   top to bottom included; 0 where it is not known
/// @param exposureNanos that explains the pictures best; 0 where it is not known
/// @param refreshNanos from pulse to pulse
public record TimeCodeResult(
    int pictures,
    double laterNanos,
    double spreadNanos,
    double uncertaintyNanos,
    double readoutNanos,
    long exposureNanos,
    double refreshNanos) {
  /// Gaussian deviations are so many times their median.
  private static final double SCALED = 1.4826;

  private static final double AGREE = 0.9;
  private static final double OUTLIERS = 0.9;
  private static final double STEP_NANOS = 500_000;
  private static final double FRAME_MIDDLE = 0.5;

  static double median(List<TimeCodeReader.Seen> seen) {
    double[] middles = new double[seen.size()];
    for (int i = 0; i < middles.length; i++) {
      middles[i] = (seen.get(i).earliestNanos() + seen.get(i).latestNanos()) / 2;
    }
    return quantile(middles, FRAME_MIDDLE);
  }

  private static double quantile(double[] values, double share) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    return values[(int) Math.round(share * (values.length - 1))];
  }

  /// Each picture allows for a stretch; the delay lies where nearly the most of them overlap.
  static TimeCodeResult of(
      List<TimeCodeReader.Seen> seen, long exposureNanos, double refreshNanos) {
    int count = seen.size();
    double[] across =
        seen.stream()
            .mapToDouble(TimeCodeReader.Seen::perHeightNanos)
            .filter(Double::isFinite)
            .toArray();
    double readout = quantile(across, FRAME_MIDDLE);
    double[] from = new double[count];
    double[] to = new double[count];
    double[] middles = new double[count];
    for (int i = 0; i < count; i++) {
      TimeCodeReader.Seen one = seen.get(i);
      // A row above the middle shows an earlier time than the middle.
      double shift = (FRAME_MIDDLE - one.row()) * readout;
      from[i] = one.earliestNanos() - shift;
      to[i] = one.latestNanos() - shift;
      middles[i] = (from[i] + to[i]) / 2;
    }
    double[] overlap = overlap(from, to);
    double value = (overlap[0] + overlap[1]) / 2;
    double[] outside = new double[count];
    double[] apart = new double[count];
    double median = quantile(middles.clone(), FRAME_MIDDLE);
    for (int i = 0; i < count; i++) {
      outside[i] = Math.max(0, Math.max(from[i] - value, value - to[i]));
      apart[i] = Math.abs(middles[i] - median);
    }
    double uncertainty =
        (overlap[1] - overlap[0]) / 2
            + quantile(outside, OUTLIERS)
            + STEP_NANOS
            + Math.abs(value - median) / 2;
    return new TimeCodeResult(
        count,
        value,
        SCALED * quantile(apart, FRAME_MIDDLE),
        uncertainty,
        readout,
        exposureNanos,
        refreshNanos);
  }

  private static double[] overlap(double[] from, double[] to) {
    int count = from.length;
    if (count == 0) {
      return new double[2];
    }
    double[] begins = from.clone();
    double[] ends = to.clone();
    Arrays.sort(begins);
    Arrays.sort(ends);
    int most = 0;
    int begun = 0;
    int ended = 0;
    while (begun < count) {
      if (begins[begun] <= ends[ended]) {
        begun++;
        most = Math.max(most, begun - ended);
      } else {
        ended++;
      }
    }
    int enough = (int) Math.ceil(AGREE * most);
    double first = Double.NaN;
    double last = Double.NaN;
    begun = 0;
    ended = 0;
    while (begun < count || ended < count) {
      boolean begin = begun < count && begins[begun] <= ends[ended];
      double at = begin ? begins[begun++] : ends[ended++];
      if (begin && begun - ended >= enough && Double.isNaN(first)) {
        first = at;
      }
      if (!begin && begun - ended >= enough - 1) {
        last = at;
      }
    }
    return new double[] {first, last};
  }
}
