package dev.handloom.calibration.gripper;

import dev.handloom.calibration.equations.Equations;
import java.util.List;

/// From places of tags to a width: how far they are apart along the way that fingers go, less what
/// they are apart when closed; or how far one of them has gone.
///
/// @param axis the way from the left finger to the right, length one
/// @param closedMm how far the tags are apart when closed
/// @param scale by what the distance is multiplied: 1 unless somebody measured the open gripper
/// @param left for the left tag alone: offset and slope over how far to the left it is
/// @param right for the right tag alone
/// @param bothDoubtMm,leftDoubtMm,rightDoubtMm nineteen times out of twenty the truth is within
///   this
/// @param shareDoubt and within this share of the width, for what lens and size of tags are off
public record WidthModel(
    double[] axis,
    double closedMm,
    double scale,
    double[] left,
    double[] right,
    double bothDoubtMm,
    double leftDoubtMm,
    double rightDoubtMm,
    double shareDoubt) {
  /// Two standard deviations.
  private static final double NINETEEN_OF_TWENTY = 2;

  /// As the UMI project has it: along the picture's rows, the camera in the middle between fingers.
  public static WidthModel middle(double closedMm, double doubtMm) {
    return new WidthModel(
        new double[] {1, 0, 0},
        closedMm,
        1,
        new double[] {-closedMm, 2},
        new double[] {-closedMm, 2},
        doubtMm,
        2 * doubtMm,
        2 * doubtMm,
        UNMEASURED);
  }

  /// From views with both tags; widths of the single tags are fitted to those of both.
  ///
  /// @param repeatMm by how much the ends differ from one time to the next (standard deviation)
  static WidthModel fit(
      List<TagView> views, double[] axis, double closedMm, double scale, double repeatMm) {
    double[] left = new double[2];
    double[] right = new double[2];
    double leftOff = line(views, axis, closedMm, scale, true, left);
    double rightOff = line(views, axis, closedMm, scale, false, right);
    double both = NINETEEN_OF_TWENTY * Math.hypot(repeatMm, FLOOR_MM);
    return new WidthModel(
        axis.clone(),
        closedMm,
        scale,
        left,
        right,
        both,
        Math.hypot(both, NINETEEN_OF_TWENTY * leftOff),
        Math.hypot(both, NINETEEN_OF_TWENTY * rightOff),
        scale == 1 ? UNMEASURED : MEASURED);
  }

  /// A tag of 16 mm that is printed a tenth of a millimetre too large, and intrinsics as good as
  /// people have them.
  private static final double UNMEASURED = 0.01;

  /// A ruler across the open gripper takes most of that away.
  private static final double MEASURED = 0.004;

  /// What no run shows: a tag glued on a little askew, a lens a little off.
  private static final double FLOOR_MM = 0.15;

  public GripperWidth width(TagView view) {
    TagPlace l = view.left();
    TagPlace r = view.right();
    if (l != null && r != null) {
      double apart = along(r) - along(l);
      return said(
          view,
          (apart - closedMm) * scale,
          WidthSource.BOTH,
          bothDoubtMm,
          Math.max(l.glareMm(), r.glareMm()));
    }
    if (l != null) {
      return said(view, left[0] - left[1] * along(l), WidthSource.LEFT, leftDoubtMm, l.glareMm());
    }
    if (r != null) {
      return said(
          view, right[0] + right[1] * along(r), WidthSource.RIGHT, rightDoubtMm, r.glareMm());
    }
    return new GripperWidth(view.nanos(), Double.NaN, WidthSource.NONE, Double.NaN);
  }

  /// Nineteen times out of twenty a width from both tags is within this.
  public double doubtMm(double widthMm) {
    return Math.hypot(bothDoubtMm, shareDoubt * widthMm);
  }

  private GripperWidth said(
      TagView view, double width, WidthSource source, double doubt, double glare) {
    return new GripperWidth(
        view.nanos(), width, source, Math.hypot(Math.hypot(doubt, glare), shareDoubt * width));
  }

  private double along(TagPlace place) {
    return along(place, axis);
  }

  static double along(TagPlace place, double[] axis) {
    return place.x() * axis[0] + place.y() * axis[1] + place.z() * axis[2];
  }

  /// @return the standard deviation of what is left over
  private static double line(
      List<TagView> views,
      double[] axis,
      double closedMm,
      double scale,
      boolean left,
      double[] into) {
    double[][] normal = new double[2][3];
    for (TagView view : views) {
      double width = apart(view, axis, closedMm, scale);
      double gone = gone(view, axis, left);
      normal[0][0]++;
      normal[0][1] += gone;
      normal[1][1] += gone * gone;
      normal[0][2] += width;
      normal[1][2] += width * gone;
    }
    normal[1][0] = normal[0][1];
    System.arraycopy(Equations.solve(normal), 0, into, 0, 2);
    double squares = 0;
    for (TagView view : views) {
      double off = apart(view, axis, closedMm, scale) - into[0] - into[1] * gone(view, axis, left);
      squares += off * off;
    }
    return Math.sqrt(squares / Math.max(1, views.size() - 2));
  }

  private static double apart(TagView view, double[] axis, double closedMm, double scale) {
    TagPlace l = view.left();
    TagPlace r = view.right();
    return l == null || r == null ? 0 : (along(r, axis) - along(l, axis) - closedMm) * scale;
  }

  private static double gone(TagView view, double[] axis, boolean left) {
    TagPlace place = left ? view.left() : view.right();
    return place == null ? 0 : (left ? -1 : 1) * along(place, axis);
  }
}
