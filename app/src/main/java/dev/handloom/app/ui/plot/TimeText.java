package dev.handloom.app.ui.plot;

import java.util.Locale;

/// Times and numbers as the studio writes them.
public final class TimeText {

  private static final long NANOS_PER_MILLI = 1_000_000;

  /// Beyond this many digits before the point, decimals tell nothing.
  private static final double LARGE = 1000;

  private TimeText() {}

  /// A time within an episode: 1:02.417, or 1:00:02.417.
  public static String clock(long nanos) {
    long millis = Math.floorDiv(Math.abs(nanos), NANOS_PER_MILLI);
    long seconds = millis / 1000;
    long minutes = seconds / 60;
    long hours = minutes / 60;
    String sign = nanos < 0 && millis > 0 ? "−" : "";
    return hours > 0
        ? String.format(
            Locale.ROOT,
            "%s%d:%02d:%02d.%03d",
            sign,
            hours,
            minutes % 60,
            seconds % 60,
            millis % 1000)
        : String.format(Locale.ROOT, "%s%d:%02d.%03d", sign, minutes, seconds % 60, millis % 1000);
  }

  /// A value with a steady number of digits; – when there is none.
  public static String value(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String digits =
        Math.abs(value) >= LARGE
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.1f" : "%.3f", value);
    return digits.replace('-', '−');
  }

  /// A bound of a lane, without digits that say nothing.
  static String bound(double value) {
    String digits = String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    return digits.isEmpty() || digits.equals("-0") ? "0" : digits.replace('-', '−');
  }
}
