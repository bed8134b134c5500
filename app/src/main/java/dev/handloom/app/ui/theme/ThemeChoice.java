package dev.handloom.app.ui.theme;

/// What the person chose for the looks of the studio.
public enum ThemeChoice {
  SYSTEM("As the system"),
  LIGHT("Light"),
  DARK("Dark");

  private final String label;

  ThemeChoice(String label) {
    this.label = label;
  }

  /// As written on a button.
  public String label() {
    return label;
  }
}
