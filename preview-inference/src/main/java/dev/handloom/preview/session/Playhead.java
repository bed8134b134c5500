package dev.handloom.preview.session;

/// Where in time a preview looks.
///
/// @param live whether it follows what is captured now
/// @param startNanos of the episode, studio time; 0 where live
/// @param stopNanos of the episode
/// @param atNanos where it is
/// @param playing whether it goes on by itself
/// @param speed 1 for as it was
public record Playhead(
    boolean live, long startNanos, long stopNanos, long atNanos, boolean playing, double speed) {}
