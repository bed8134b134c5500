/// The page on which the space of a headset is laid over that of trackers, or of a camera.
///
/// **Threads.** The JavaFX thread; what moves and what is touched is collected elsewhere.
@NullMarked
package dev.handloom.app.workspace.calibrate.space;

import org.jspecify.annotations.NullMarked;
