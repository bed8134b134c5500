package dev.handloom.calibration.camera;

import java.util.Locale;

/// The two ways in which cameras are described.
public enum LensKind {
  PINHOLE,
  FISHEYE;

  public static LensKind of(CameraModel camera) {
    return camera instanceof PinholeCamera ? PINHOLE : FISHEYE;
  }

  /// A lens without distortion that sees so much from left to right.
  public CameraModel plain(int width, int height, double fieldOfView) {
    double x = (width - 1) / 2.0;
    double y = (height - 1) / 2.0;
    double half = fieldOfView / 2;
    if (this == PINHOLE) {
      double f = width / 2.0 / Math.tan(half);
      return new PinholeCamera(width, height, f, f, x, y, 0, 0, 0, 0, 0);
    }
    double f = width / 2.0 / half;
    return new FisheyeCamera(width, height, f, f, x, y, 0, 0, 0, 0);
  }

  /// In the user's words.
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }
}
