/// How good a calibration is, as numbers that were measured in its own run, and what is wrong with
/// the glove.
///
/// **Threads.** Pure functions.
@NullMarked
package dev.handloom.calibration.quality;

import org.jspecify.annotations.NullMarked;
