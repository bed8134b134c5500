/// How cameras stand to each other, and to what tracks them.
///
/// **Frames.** A pose `aFromB` takes what is given in B's frame into A's.
///
/// **Threads.** Fits are pure functions.
@NullMarked
package dev.handloom.calibration.camera.rig;

import org.jspecify.annotations.NullMarked;
