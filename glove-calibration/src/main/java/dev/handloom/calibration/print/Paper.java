package dev.handloom.calibration.print;

import java.util.Locale;
import java.util.Optional;

/// Sizes of paper, upright.
public enum Paper {
  A4(210, 297, "A4"),
  LETTER(215.9, 279.4, "Letter");

  private final double widthMm;
  private final double heightMm;
  private final String title;

  Paper(double widthMm, double heightMm, String title) {
    this.widthMm = widthMm;
    this.heightMm = heightMm;
    this.title = title;
  }

  public static Optional<Paper> named(String name) {
    for (Paper paper : values()) {
      if (paper.title.toUpperCase(Locale.ROOT).equals(name.strip().toUpperCase(Locale.ROOT))) {
        return Optional.of(paper);
      }
    }
    return Optional.empty();
  }

  public double widthMm() {
    return widthMm;
  }

  public double heightMm() {
    return heightMm;
  }

  /// As people call it.
  public String title() {
    return title;
  }
}
