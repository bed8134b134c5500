/// Whether two cameras see the world alike.
///
/// **Threads.** Pure functions.
@NullMarked
package dev.handloom.calibration.camera.same;

import org.jspecify.annotations.NullMarked;
