/// Robots' hands that follow a person's: chosen, seen beside the live hand, and put on the rig.
///
/// **Threads.** JavaFX; the robot follows on a thread of its own, looked at once per pulse.
@NullMarked
package dev.handloom.app.workspace.calibrate.robot;

import org.jspecify.annotations.NullMarked;
