package dev.handloom.preview.session;

/// How a channel went, and, in an episode, how it goes on.
///
/// @param name as `stream.channel`
/// @param unit as streams name it
/// @param column of the actions that predict it; −1 for one that is only told
/// @param spread of it, by which an error is judged; NaN where none is known
/// @param nanos studio times, evenly apart, oldest first
/// @param values measured; NaN where nothing was. Those at times after the observation are what the
///   person did next
public record ChannelTrace(
    String name, String unit, int column, double spread, long[] nanos, float[] values) {}
