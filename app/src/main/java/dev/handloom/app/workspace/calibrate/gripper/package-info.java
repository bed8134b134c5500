/// Grippers in the Calibrate workspace: the wrist camera's picture with the finger tags found in
/// it, how far the gripper is open and how well that is known, the guided run from closed to open,
/// what it led to, and tags and boards to print.
///
/// **Threads.** All on the JavaFX thread; pictures are searched on the session's.
@NullMarked
package dev.handloom.app.workspace.calibrate.gripper;

import org.jspecify.annotations.NullMarked;
