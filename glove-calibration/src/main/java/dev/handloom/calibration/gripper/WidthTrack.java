package dev.handloom.calibration.gripper;

import java.util.ArrayList;
import java.util.List;

/// The widths of a whole video: gaps in which no tag is seen are bridged, and marked so.
public final class WidthTrack {
  /// Longer gaps stay open: a gripper closes and opens again within them.
  public static final long LONGEST_BRIDGE_NANOS = 300_000_000;

  private WidthTrack() {}

  /// @param views in the order of their times
  public static List<GripperWidth> of(List<TagView> views, WidthModel model) {
    List<GripperWidth> widths = new ArrayList<>(views.size());
    for (TagView view : views) {
      widths.add(model.width(view));
    }
    int before = -1;
    for (int i = 0; i < widths.size(); i++) {
      if (widths.get(i).source() == WidthSource.NONE) {
        continue;
      }
      if (before >= 0 && i > before + 1) {
        bridge(widths, before, i);
      }
      before = i;
    }
    return widths;
  }

  private static void bridge(List<GripperWidth> widths, int before, int after) {
    GripperWidth a = widths.get(before);
    GripperWidth b = widths.get(after);
    long gap = b.nanos() - a.nanos();
    if (gap > LONGEST_BRIDGE_NANOS || gap <= 0) {
      return;
    }
    for (int i = before + 1; i < after; i++) {
      long nanos = widths.get(i).nanos();
      double share = (double) (nanos - a.nanos()) / gap;
      // Fingers speed up and slow down within a gap: a quarter of the way, and what a hand does in
      // the time, most in the middle.
      double off =
          4
              * share
              * (1 - share)
              * (0.25 * Math.abs(b.widthMm() - a.widthMm()) + UNSEEN_MM_PER_SECOND * gap / 1e9);
      widths.set(
          i,
          new GripperWidth(
              nanos,
              a.widthMm() + share * (b.widthMm() - a.widthMm()),
              WidthSource.BRIDGED,
              Math.max(a.doubtMm(), b.doubtMm()) + off));
    }
  }

  private static final double UNSEEN_MM_PER_SECOND = 25;
}
