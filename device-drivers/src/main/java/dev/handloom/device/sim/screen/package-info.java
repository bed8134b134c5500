/// The studio's time code as a simulated camera films it: in perspective, over its exposure, row
/// after row.
///
/// **Threads.** Belongs to the thread of the camera that films.
@NullMarked
package dev.handloom.device.sim.screen;

import org.jspecify.annotations.NullMarked;
