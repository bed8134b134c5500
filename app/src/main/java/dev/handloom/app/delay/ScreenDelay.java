package dev.handloom.app.delay;

/// From the pulse at which the window is told what to show to the light in the middle of the
/// screen.
///
/// @param nanos taken off
/// @param uncertaintyNanos how far that may be off
/// @param words for a person, whole sentences
public record ScreenDelay(long nanos, long uncertaintyNanos, String words) {
  /// A simulated camera's screen shows each pulse at once.
  public static final ScreenDelay SIMULATED =
      new ScreenDelay(0, 0, "Simulated: the screen that it films shows each pulse at once.");

  /// At the least half a refresh passes until the middle of the screen is lit.
  private static final double LEAST_REFRESHES = 0.5;

  /// Drawing, a compositor and the screen's own buffer take one each, the way down to the middle
  /// another half.
  private static final double MOST_REFRESHES = 3.5;

  /// Panels take up to so long to turn.
  private static final double PANEL_NANOS = 15e6;

  /// Without an instrument that sees light nobody can measure it; so it stands in the bound.
  ///
  /// @param refreshNanos as the pulses came
  public static ScreenDelay unknown(double refreshNanos) {
    double least = LEAST_REFRESHES * refreshNanos;
    double most = MOST_REFRESHES * refreshNanos + PANEL_NANOS;
    long middle = Math.round((least + most) / 2);
    long half = Math.round((most - least) / 2);
    return new ScreenDelay(
        middle,
        half,
        String.format(
            java.util.Locale.ROOT,
            "The screen's own delay is not known. It is taken as %.0f ms, give or take %.0f ms, and"
                + " that stands in the bound.",
            middle / 1e6,
            half / 1e6));
  }
}
