package dev.handloom.calibration.gripper;

/// What a width rests on.
public enum WidthSource {
  BOTH("both tags"),
  LEFT("left tag alone"),
  RIGHT("right tag alone"),
  /// Neither was seen; laid between the widths before and after.
  BRIDGED("between its neighbours"),
  NONE("not known");

  private final String words;

  WidthSource(String words) {
    this.words = words;
  }

  /// For a person to read.
  public String words() {
    return words;
  }
}
