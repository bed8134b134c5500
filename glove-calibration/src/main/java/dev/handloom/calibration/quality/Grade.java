package dev.handloom.calibration.quality;

/// How far a calibration can be trusted, in a word.
public enum Grade {
  GOOD("Good"),
  FAIR("Fair"),
  POOR("Poor"),
  /// Recording with it would write down a hand that was not there.
  UNUSABLE("Unusable");

  private final String word;

  Grade(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  Grade worse(Grade other) {
    return ordinal() >= other.ordinal() ? this : other;
  }
}
