package dev.handloom.app.space.touch;

import dev.handloom.app.space.touch.StillTip.Held;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.device.space.Vec3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place at which the board lies while its corners are touched.
///
/// @param number from 0
record TouchPlace(int number, BoardWatch.Seen seen, List<TouchCorner> corners) {
  /// Where a headset does not say how thick a fingertip is: half of what hands have (12 to 18 mm).
  private static final double USUAL_RADIUS_METRES = 0.0075;

  /// No fingertip is thinner: it is not told.
  private static final double LEAST_RADIUS_METRES = 0.001;

  static boolean radiusTold(Held held) {
    return held.radiusMetres() > LEAST_RADIUS_METRES;
  }

  /// A finger on a corner.
  TouchPoint point(Held held, int corner) {
    return new TouchPoint(
        number,
        corner,
        corners.get(corner),
        seen.pose().board(),
        held.tip(),
        held.wrist(),
        radiusTold(held) ? held.radiusMetres() : USUAL_RADIUS_METRES);
  }

  /// Where a corner is seen; null where it is not.
  double @Nullable [] pixel(CameraModel camera, int corner) {
    TouchCorner where = corners.get(corner);
    Vec3 at = seen.pose().board().apply(new Vec3(where.xMetres(), where.yMetres(), 0));
    double[] pixel = new double[2];
    return camera.project(new double[] {at.x(), at.y(), at.z()}, pixel) ? pixel : null;
  }
}
