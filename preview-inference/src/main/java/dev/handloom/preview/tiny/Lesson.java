package dev.handloom.preview.tiny;

/// An example as the network takes it: pictures of all cameras one above the other, numbers
/// normalised.
///
/// @param episode which of the set's
/// @param row of its grid
/// @param seen pictures of the past and now
/// @param state of the body
/// @param earlier the same at the earlier pictures, oldest first
/// @param chunk what was done next, step after step
/// @param future pictures at the horizons
/// @param futureState at the horizons
record Lesson(
    int episode,
    int row,
    byte[][] seen,
    float[] state,
    float[][] earlier,
    float[] chunk,
    byte[][] future,
    float[][] futureState) {}
