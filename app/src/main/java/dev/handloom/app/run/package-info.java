/// A run of takes: one task shown again and again, from READY over a countdown to the reset, with a
/// target, verdicts and a redo.
///
/// **Threads.** JavaFX; files and the library are written in turn on background threads.
///
/// **Invariants.** RESET comes only after the take is on the disk. What a run is and which takes
/// belong to it is on the disk before the next phase needs it; verdicts and what was thrown away
/// are asked of the library, so that a restart finds them as they are.
@NullMarked
package dev.handloom.app.run;

import org.jspecify.annotations.NullMarked;
