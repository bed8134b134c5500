package dev.handloom.app.gripper;

import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.calibration.gripper.WidthSource;
import dev.handloom.store.episode.StreamSamples;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Widths that were measured live beside those of the recorded pictures, which were packed since.
///
/// @param compared pictures of which both are known
/// @param typicalMm half of them differ by less
/// @param p95Mm nineteen in twenty differ by less
public record LiveAgain(int compared, double typicalMm, double p95Mm) {
  /// @return empty if no picture was measured both times
  public static Optional<LiveAgain> of(StreamSamples live, List<GripperWidth> again) {
    Map<Long, GripperWidth> byTime = new HashMap<>();
    for (GripperWidth width : again) {
      if (width.source() != WidthSource.BRIDGED && width.source() != WidthSource.NONE) {
        byTime.put(width.nanos(), width);
      }
    }
    double[] off = new double[live.size()];
    int count = 0;
    for (int i = 0; i < live.size(); i++) {
      GripperWidth width = byTime.get(live.captureNanos(i));
      double then = live.value(i, 0) * 1e3;
      if (width != null && !Double.isNaN(then)) {
        off[count++] = Math.abs(width.widthMm() - then);
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    Arrays.sort(off, 0, count);
    return Optional.of(new LiveAgain(count, off[count / 2], off[(int) (0.95 * (count - 1))]));
  }
}
