package dev.handloom.preview.monitor;

import java.util.Locale;

/// How a time ahead is called.
public final class Horizons {
  private Horizons() {}

  public static String words(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
