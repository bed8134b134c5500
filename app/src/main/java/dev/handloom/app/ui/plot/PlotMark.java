package dev.handloom.app.ui.plot;

/// A stretch of time to look at: a finding, a gap, a tag.
///
/// @param label what it is, for the tooltip and assistive technology
public record PlotMark(long fromNanos, long toNanos, String label) {}
