package dev.handloom.app.ui.plot;

/// A stretch of time to look at: a finding, a gap, a tag.
///
/// @param label what it is, in a word or two; shown over it with a warning sign
public record PlotMark(long fromNanos, long toNanos, String label) {}
