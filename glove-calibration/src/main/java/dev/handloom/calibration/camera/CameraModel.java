package dev.handloom.calibration.camera;

/// A camera without its place: how it bends rays into a picture.
public sealed interface CameraModel permits PinholeCamera, FisheyeCamera {
  /// How many parameters stand before the distortions: two focal lengths and the centre.
  int PLAIN = 4;

  int width();

  int height();

  double fx();

  double fy();

  double cx();

  double cy();

  /// What bends the rays, in the order in which files have it.
  double[] distortion();

  /// Names of all parameters: `fx`, `fy`, `cx`, `cy`, then the distortions.
  String[] names();

  /// Where a point before the camera comes to lie. Says nothing of whether the picture is so large.
  ///
  /// @param point x, y, z in any unit
  /// @param pixel receives u, v
  /// @return false where this model does not reach: behind the camera, or beyond where it folds
  ///   back
  boolean project(double[] point, double[] pixel);

  /// The same with slopes, for a search: it asks only that there is a number.
  ///
  /// @param byPoint receives du/dx, du/dy, du/dz, then those of v
  /// @param byParameter receives the slopes of u by each parameter, then those of v
  /// @return false where there is no number
  boolean project(double[] point, double[] pixel, double[] byPoint, double[] byParameter);

  /// Which way a pixel looks.
  ///
  /// @param ray receives a direction of length one
  /// @return false for a pixel that no ray reaches
  boolean unproject(double u, double v, double[] ray);

  /// All parameters, in the order of [#names].
  default double[] parameters() {
    double[] bent = distortion();
    double[] all = new double[PLAIN + bent.length];
    all[0] = fx();
    all[1] = fy();
    all[2] = cx();
    all[3] = cy();
    System.arraycopy(bent, 0, all, PLAIN, bent.length);
    return all;
  }

  /// A camera of the same kind and size with other parameters.
  CameraModel with(double[] parameters);

  /// The same lens behind a sensor read out in another size of the same shape.
  default CameraModel scaledTo(int width, int height) {
    double wide = (double) width / width();
    double high = (double) height / height();
    double[] p = parameters();
    p[0] *= wide;
    p[1] *= high;
    // Pixels are counted from the middle of the first.
    p[2] = (p[2] + 0.5) * wide - 0.5;
    p[3] = (p[3] + 0.5) * high - 0.5;
    return sized(width, height).with(p);
  }

  /// The same numbers for another size of picture.
  CameraModel sized(int width, int height);

  /// The angle between what is seen in the middles of two opposite edges, in radians; of a lens
  /// that does not light the whole picture, what is seen farthest out.
  default double fieldOfView(boolean fromLeftToRight) {
    // Each side by itself: together they may be more than half a turn.
    return reach(fromLeftToRight, -0.5)
        + reach(fromLeftToRight, (fromLeftToRight ? width() : height()) - 0.5);
  }

  /// The angle from the axis of what is seen at an edge, or towards it.
  private double reach(boolean fromLeftToRight, double edge) {
    double[] ray = new double[3];
    double other = ((fromLeftToRight ? height() : width()) - 1) / 2.0;
    double from = fromLeftToRight ? cx() : cy();
    double low = 0;
    double high = 1;
    double share = 1;
    for (int n = 0; n < 40; n++) {
      double at = from + share * (edge - from);
      if (fromLeftToRight ? unproject(at, other, ray) : unproject(other, at, ray)) {
        low = share;
      } else {
        high = share;
      }
      if (low == 1) {
        break;
      }
      share = (low + high) / 2;
    }
    double at = from + low * (edge - from);
    boolean seen = fromLeftToRight ? unproject(at, other, ray) : unproject(other, at, ray);
    return seen ? Math.acos(Math.clamp(ray[2], -1, 1)) : 0;
  }

  /// Whether a pixel lies in the picture.
  default boolean holds(double u, double v) {
    return u >= -0.5 && v >= -0.5 && u <= width() - 0.5 && v <= height() - 0.5;
  }
}
