/// Cameras in the Calibrate workspace: the picture with the corners found in it, what to do with
/// the board next, what came out, and whether it is the camera of a file.
///
/// **Threads.** All on the JavaFX thread; pictures are searched on the session's.
@NullMarked
package dev.handloom.app.workspace.calibrate.camera;

import org.jspecify.annotations.NullMarked;
