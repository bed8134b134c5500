/// Exoskeletons and leader arms: a guided run that finds each joint's zero, sign, scale and limits,
/// says how sure it is of them, and names joints that do not answer as they should.
///
/// **Threads.** Fits are pure functions; a run and a live arm belong to whoever feeds the samples.
@NullMarked
package dev.handloom.calibration.arm;

import org.jspecify.annotations.NullMarked;
