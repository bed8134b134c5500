/// Cameras and boards that do not exist, with everything about them known.
///
/// **Threads.** An instance belongs to one thread; what it makes is immutable.
@NullMarked
package dev.handloom.calibration.camera.sim;

import org.jspecify.annotations.NullMarked;
