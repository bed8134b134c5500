/// From views of a board to a camera, with how far each of its numbers is to be trusted.
///
/// **Threads.** Fits are pure functions.
@NullMarked
package dev.handloom.calibration.camera.fit;

import org.jspecify.annotations.NullMarked;
