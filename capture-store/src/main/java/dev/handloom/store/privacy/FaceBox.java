package dev.handloom.store.privacy;

/// Where a face is in a picture, in pixels; may reach over its edges.
///
/// @param score how sure it is that there is one, 0 to 1
public record FaceBox(double x, double y, double width, double height, double score) {
  double centreX() {
    return x + width / 2;
  }

  double centreY() {
    return y + height / 2;
  }

  /// The same about its centre.
  FaceBox grown(double factor) {
    double w = width * factor;
    double h = height * factor;
    return new FaceBox(centreX() - w / 2, centreY() - h / 2, w, h, score);
  }

  /// The smallest that holds both.
  FaceBox with(FaceBox other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new FaceBox(
        left,
        top,
        Math.max(x + width, other.x + other.width) - left,
        Math.max(y + height, other.y + other.height) - top,
        Math.max(score, other.score));
  }

  /// How much of both together both have.
  public double overlap(FaceBox other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    return w * h / (width * height + other.width * other.height - w * h);
  }

  /// On the way to another one.
  FaceBox towards(FaceBox other, double share) {
    return new FaceBox(
        x + share * (other.x - x),
        y + share * (other.y - y),
        width + share * (other.width - width),
        height + share * (other.height - height),
        Math.min(score, other.score));
  }
}
