package dev.handloom.app.ui.plot;

/// How the channels share the plot.
public enum PlotLayout {
  /// A lane for each channel, one under the other.
  STACKED,
  /// All channels in one lane with one range.
  OVERLAID
}
