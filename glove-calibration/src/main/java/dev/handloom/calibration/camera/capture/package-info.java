/// Taking views of a board: which are worth keeping, what is still missing, when there is enough.
///
/// **Threads.** A run belongs to one thread, which is not the window's: it searches pictures.
@NullMarked
package dev.handloom.calibration.camera.capture;

import org.jspecify.annotations.NullMarked;
