package dev.handloom.app.ui.plot;

/// One line of a plot.
///
/// @param label as a person calls it: "Index curl"
/// @param unit the sign after its number; empty for none
/// @param low the least value its lane shows; with `high` not above it the lane follows the data
/// @param high the greatest value its lane shows
public record PlotChannel(String label, String unit, double low, double high) {

  /// A channel whose lane follows the data.
  public static PlotChannel following(String label, String unit) {
    return new PlotChannel(label, unit, 0, 0);
  }

  /// A channel with a known range.
  public static PlotChannel between(String label, String unit, double low, double high) {
    return new PlotChannel(label, unit, low, high);
  }

  boolean hasFixedRange() {
    return high > low;
  }
}
