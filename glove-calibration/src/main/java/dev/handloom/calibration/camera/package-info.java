/// Cameras as numbers: where a point of the world comes to lie in the picture, and which way a
/// pixel looks.
///
/// **Frame.** As robots and OpenCV have it: x to the right of the picture, y down, z into it. The
/// middle of the first pixel is (0, 0).
///
/// **Threads.** Everything is immutable.
@NullMarked
package dev.handloom.calibration.camera;

import org.jspecify.annotations.NullMarked;
