package dev.handloom.calibration.gripper;

import dev.handloom.calibration.quality.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run of closing and opening says of a gripper.
///
/// @param openMm the width when fully open
public record GripperFit(WidthModel model, double openMm, GripperQuality quality) {
  private static final int FEWEST_VIEWS = 12;
  private static final double LEAST_RANGE_MM = 6;

  /// Where no end was held, the ends are taken a little inside of what was seen, against outliers.
  private static final double INSIDE = 0.01;

  /// And may be off by so much: fingers that are on their way have not arrived.
  private static final double NOT_HELD_MM = 0.5;

  /// Shares of pictures with both tags below which the UMI project's program warns, and stops.
  private static final double WELL_SEEN = 0.9;

  private static final double SEEN = 0.8;

  static GripperFit of(List<TagView> both, List<GripperRun.Hold> holds, int looked, double rulerMm)
      throws GripperException {
    if (both.size() < FEWEST_VIEWS) {
      throw new GripperException(
          "Both finger tags were seen in %d of %d pictures only. Check family, numbers and size of the tags, light and focus."
              .formatted(both.size(), looked));
    }
    double[] apart = both.stream().mapToDouble(GripperRun::apart).sorted().toArray();
    double low = apart[(int) (INSIDE * apart.length)];
    double high = apart[apart.length - 1 - (int) (INSIDE * apart.length)];
    if (high - low < LEAST_RANGE_MM) {
      throw new GripperException(
          String.format(
              Locale.ROOT,
              "The fingers moved by %.1f mm only: close the gripper fully and open it fully.",
              high - low));
    }
    double[] axis = axis(both, low, high);
    boolean held = holds.size() >= 2;
    double[] ends = held ? ends(holds) : new double[] {low, high, NOT_HELD_MM, 0};
    double repeat = ends[2];
    // Distances in space and along the axis differ by what the tags are off to other sides.
    double closed = ends[0] + offset(both, axis, ends[0]);
    double open = ends[1] + offset(both, axis, ends[1]) - closed;
    double scale = Double.isNaN(rulerMm) ? 1 : rulerMm / open;
    WidthModel model = WidthModel.fit(both, axis, closed, scale, repeat);
    return new GripperFit(
        model,
        open * scale,
        judge(both.size() / (double) looked, holds.size(), repeat, ends[3], scale, model));
  }

  /// The same, looked at through a lens that was not measured on this camera.
  public GripperFit withForeignLens() {
    List<String> reasons = new ArrayList<>(quality.reasons());
    reasons.add(
        "The lens is the UMI project's published one, not this camera's: calibrate the camera.");
    return new GripperFit(
        model,
        openMm,
        new GripperQuality(
            worse(quality.grade(), Grade.FAIR),
            quality.bothSeen(),
            quality.holds(),
            quality.repeatMm(),
            quality.noiseMm(),
            reasons));
  }

  /// Closed, open, how well they repeat, noise.
  private static double[] ends(List<GripperRun.Hold> holds) {
    boolean firstIsClosed = holds.get(0).apartMm() < holds.get(1).apartMm();
    double[] mean = new double[2];
    int[] count = new int[2];
    double noise = 0;
    for (int i = 0; i < holds.size(); i++) {
      int end = (i % 2 == 0) == firstIsClosed ? 0 : 1;
      mean[end] += holds.get(i).apartMm();
      count[end]++;
      noise += holds.get(i).noiseMm() / holds.size();
    }
    mean[0] /= count[0];
    mean[1] /= count[1];
    double squares = 0;
    for (int i = 0; i < holds.size(); i++) {
      int end = (i % 2 == 0) == firstIsClosed ? 0 : 1;
      squares += Math.pow(holds.get(i).apartMm() - mean[end], 2);
    }
    double repeat = holds.size() > 2 ? Math.sqrt(squares / (holds.size() - 2)) : NOT_HELD_MM;
    return new double[] {mean[0], mean[1], repeat, noise};
  }

  /// The way from the left finger to the right, as it grows from nearly closed to nearly open.
  private static double[] axis(List<TagView> both, double low, double high) {
    double[] sums = new double[6];
    int[] count = new int[2];
    for (TagView view : both) {
      double apart = GripperRun.apart(view);
      TagPlace l = view.left();
      TagPlace r = view.right();
      int end = apart < low + 0.3 * (high - low) ? 0 : apart > high - 0.3 * (high - low) ? 1 : -1;
      if (end >= 0 && l != null && r != null) {
        sums[3 * end] += r.x() - l.x();
        sums[3 * end + 1] += r.y() - l.y();
        sums[3 * end + 2] += r.z() - l.z();
        count[end]++;
      }
    }
    double[] axis = new double[3];
    double length = 0;
    for (int i = 0; i < 3; i++) {
      axis[i] = sums[3 + i] / count[1] - sums[i] / count[0];
      length += axis[i] * axis[i];
    }
    for (int i = 0; i < 3; i++) {
      axis[i] /= Math.sqrt(length);
    }
    return axis;
  }

  /// What to add to a distance in space to have it along the axis, from the views nearest to it.
  private static double offset(List<TagView> both, double[] axis, double apart) {
    double nearest = Double.MAX_VALUE;
    for (TagView view : both) {
      nearest = Math.min(nearest, Math.abs(GripperRun.apart(view) - apart));
    }
    double sum = 0;
    int count = 0;
    for (TagView view : both) {
      TagPlace l = view.left();
      TagPlace r = view.right();
      double here = GripperRun.apart(view);
      if (l != null && r != null && Math.abs(here - apart) <= nearest + 0.5) {
        sum += WidthModel.along(r, axis) - WidthModel.along(l, axis) - here;
        count++;
      }
    }
    return sum / count;
  }

  private static GripperQuality judge(
      double seen, int holds, double repeat, double noise, double scale, WidthModel model) {
    List<String> reasons = new ArrayList<>();
    Grade grade = Grade.GOOD;
    if (seen < WELL_SEEN) {
      grade = seen < SEEN ? Grade.POOR : Grade.FAIR;
      reasons.add(
          String.format(
              Locale.ROOT,
              "Both tags are seen in %.0f %% of the pictures: more light or a shorter exposure helps.",
              100 * seen));
    }
    if (holds < 4) {
      grade = holds < 2 ? Grade.POOR : worse(grade, Grade.FAIR);
      reasons.add(
          holds < 2
              ? "No end was held still; the ends are those of what was seen."
              : "Each end was held once: how well it repeats is not known.");
    } else if (repeat > 0.5) {
      grade = worse(grade, repeat > 1.5 ? Grade.POOR : Grade.FAIR);
      reasons.add(
          String.format(
              Locale.ROOT, "The ends differ by %.1f mm from one time to the next.", repeat));
    }
    if (Math.abs(scale - 1) > 0.05) {
      grade = worse(grade, Grade.FAIR);
      reasons.add(
          String.format(
              Locale.ROOT,
              "The ruler says %.0f %% of what the tags say: check the size of the tags and the camera's intrinsics.",
              100 * scale));
    }
    double alone = Math.max(model.leftDoubtMm(), model.rightDoubtMm());
    if (alone > 4) {
      grade = worse(grade, Grade.FAIR);
      reasons.add(
          String.format(
              Locale.ROOT,
              "One tag alone tells the width within %.1f mm: the fingers do not move alike.",
              alone));
    }
    return new GripperQuality(grade, seen, holds, repeat, noise, reasons);
  }

  private static Grade worse(Grade one, Grade other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
