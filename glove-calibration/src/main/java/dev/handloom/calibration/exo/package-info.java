/// Exoskeletons and leader arms: encoders that give a sine and a cosine, angles that wrap, and the
/// way from an exoskeleton's joint to a robot's.
///
/// **Threads.** Fits are pure functions; a [Unwrapped] joint belongs to its device's thread.
@NullMarked
package dev.handloom.calibration.exo;

import org.jspecify.annotations.NullMarked;
