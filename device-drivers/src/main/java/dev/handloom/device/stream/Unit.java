package dev.handloom.device.stream;

/// The unit of a channel, with the sign that a plot or a table shows.
public enum Unit {
  /// Raw counts of a converter; meaningless across devices before calibration.
  COUNT("counts"),
  /// A share of a range, 0 to 1.
  RATIO("ratio"),
  METRE("m"),
  RADIAN("rad"),
  /// No unit: a quaternion's part, a flag.
  NONE(""),
  /// Nobody said in which: numbers of an imported dataset.
  UNKNOWN(""),
  /// A switch: 0 or 1.
  SWITCH("on/off"),
  SECOND("s"),
  NEWTON("N"),
  VOLT("V"),
  AMPERE("A"),
  KELVIN("K"),
  METRE_PER_SECOND_SQUARED("m/s²"),
  RADIAN_PER_SECOND("rad/s");

  private final String sign;

  Unit(String sign) {
    this.sign = sign;
  }

  /// As printed after a number; empty where there is none.
  public String sign() {
    return sign;
  }
}
