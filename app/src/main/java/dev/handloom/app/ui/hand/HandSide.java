package dev.handloom.app.ui.hand;

/// Which hand.
public enum HandSide {
  LEFT("L", "Left hand"),
  RIGHT("R", "Right hand");

  private final String letter;
  private final String label;

  HandSide(String letter, String label) {
    this.letter = letter;
    this.label = label;
  }

  /// One letter, for a mark in the corner.
  public String letter() {
    return letter;
  }

  public String label() {
    return label;
  }
}
