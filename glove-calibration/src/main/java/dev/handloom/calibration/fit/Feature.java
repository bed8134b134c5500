package dev.handloom.calibration.fit;

/// One term of an angle's sum.
///
/// @param channel whose reading it takes; −1 for the offset
public record Feature(Kind kind, int channel) {
  /// What is made of the reading.
  public enum Kind {
    /// Always one.
    OFFSET,
    /// The reading itself: 0 at the flat hand, 1 at the channel's own pose.
    SLOPE,
    /// Nothing at both ends and one in the middle: how far a sensor bows between them.
    BOW
  }

  static final Feature OFFSET = new Feature(Kind.OFFSET, -1);

  public boolean isOffset() {
    return kind == Kind.OFFSET;
  }

  double value(double[] readings) {
    if (kind == Kind.OFFSET) {
      return 1;
    }
    double u = readings[channel];
    if (kind == Kind.SLOPE) {
      return u;
    }
    return u <= 0 || u >= 1 ? 0 : 4 * u * (1 - u);
  }

  /// How fast it changes with the reading.
  double slope(double[] readings) {
    return switch (kind) {
      case OFFSET -> 0;
      case SLOPE -> 1;
      case BOW -> {
        double u = readings[channel];
        yield u <= 0 || u >= 1 ? 0 : 4 - 8 * u;
      }
    };
  }
}
