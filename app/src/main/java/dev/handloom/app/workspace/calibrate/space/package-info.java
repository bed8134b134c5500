/// The page on which the space of a headset is laid over that of trackers.
///
/// **Threads.** The JavaFX thread; what moves is collected elsewhere.
@NullMarked
package dev.handloom.app.workspace.calibrate.space;

import org.jspecify.annotations.NullMarked;
