package dev.handloom.preview.session;

import dev.handloom.preview.monitor.TrustLevel;

/// One of the things by which a model is trusted or not.
///
/// @param name what it is, in words, as “Dream” or “Plan”
/// @param value the higher, the worse; NaN while nothing is known
/// @param unit of the value, in words; may be empty
/// @param usual at nineteen of twenty moments of accepted takes it is no higher; NaN where it is
///   not calibrated
/// @param limit above which it alarms; NaN where it is not calibrated
/// @param falseAlarms the share of sound takes in which anything alarms; NaN where not calibrated
/// @param takes how many accepted takes the limit was learnt from; 0 where not calibrated
/// @param level what is to be thought of it; falls only after a second
/// @param words what it says, as “motion agrees”
/// @param detail where it is worst, in words; may be empty
public record TrustReading(
    String name,
    double value,
    String unit,
    double usual,
    double limit,
    double falseAlarms,
    int takes,
    TrustLevel level,
    String words,
    String detail) {
  public boolean calibrated() {
    return !Double.isNaN(limit);
  }

  public boolean alarms() {
    return level == TrustLevel.ALARM;
  }
}
