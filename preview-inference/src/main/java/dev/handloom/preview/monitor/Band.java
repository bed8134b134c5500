package dev.handloom.preview.monitor;

/// What is usual of one number.
///
/// @param middle half of the accepted episodes come higher at their worst moment
/// @param usual at nineteen of twenty moments of accepted episodes it is no higher
/// @param limit above which it alarms
public record Band(double middle, double usual, double limit) {
  /// NaN is not known.
  public TrustLevel level(double value) {
    if (Double.isNaN(value)) {
      return TrustLevel.UNKNOWN;
    }
    if (value > limit) {
      return TrustLevel.ALARM;
    }
    return value > usual ? TrustLevel.UNUSUAL : TrustLevel.USUAL;
  }

  /// How far on the way from what is usual to the limit: 1 is at it.
  public double pressure(double value) {
    double way = limit - middle;
    return way > 0 ? (value - middle) / way : value > limit ? 2 : 0;
  }
}
