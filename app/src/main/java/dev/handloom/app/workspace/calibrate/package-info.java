/// Calibrate: what of a rig can be calibrated, the guided run, how good it came out, and how that
/// went over time.
///
/// **Threads.** JavaFX; profiles are read and written in the background. A run itself lives in
/// [dev.handloom.app.calibrate] and is looked at once per pulse.
///
/// **Invariants.** Every figure on a page is one that a run measured. A page says what to do next
/// when there is nothing to show.
@NullMarked
package dev.handloom.app.workspace.calibrate;

import org.jspecify.annotations.NullMarked;
