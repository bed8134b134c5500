/// How the space of a headset lies in another one: in that of a room's trackers, or of a camera.
///
/// **Threads.** Values; a shelf may be used by several threads, and files are written whole or not
/// at all.
///
/// **Invariants.** What is said of an alignment's error comes from moments that it was not made of.
@NullMarked
package dev.handloom.calibration.space;

import org.jspecify.annotations.NullMarked;
