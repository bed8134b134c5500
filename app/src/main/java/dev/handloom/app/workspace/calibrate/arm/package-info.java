/// Arms and exoskeletons in the Calibrate workspace: the run joint by joint, its quality, the
/// history, and what the servos keep for themselves.
///
/// **Threads.** All on the JavaFX thread; a run has a thread of its own and is looked at.
@NullMarked
package dev.handloom.app.workspace.calibrate.arm;

import org.jspecify.annotations.NullMarked;
