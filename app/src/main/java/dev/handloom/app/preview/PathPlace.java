package dev.handloom.app.preview;

/// Where a picture lies that is as large as fits, in the middle.
///
/// @param scale points of a pixel
record PathPlace(double left, double top, double scale) {
  static PathPlace of(double width, double height, int pictureWidth, int pictureHeight) {
    double scale = Math.min(width / pictureWidth, height / pictureHeight);
    return new PathPlace(
        Math.rint((width - pictureWidth * scale) / 2),
        Math.rint((height - pictureHeight * scale) / 2),
        scale);
  }

  /// Pixels are counted from the middle of the first.
  double x(double u) {
    return left + (u + 0.5) * scale;
  }

  double y(double v) {
    return top + (v + 0.5) * scale;
  }

  double u(double x) {
    return (x - left) / scale - 0.5;
  }

  double v(double y) {
    return (y - top) / scale - 0.5;
  }
}
