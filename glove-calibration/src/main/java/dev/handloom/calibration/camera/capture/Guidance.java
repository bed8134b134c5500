package dev.handloom.calibration.camera.capture;

/// What to do with the board next.
///
/// @param words a sentence for the person who holds it
/// @param region the part of the picture to go to, by its number in
///   [dev.handloom.calibration.camera.fit.RegionErrors]; -1 for any
/// @param done how much of what is wanted is there, 0 to 1
/// @param enough whether nothing more is wanted
public record Guidance(String words, int region, double done, boolean enough) {}
