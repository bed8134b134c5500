/// What a camera saw of a flat board whose corners are known, and where the board stood.
///
/// **Threads.** Values are immutable; searches belong to the thread that calls.
@NullMarked
package dev.handloom.calibration.camera.board;

import org.jspecify.annotations.NullMarked;
