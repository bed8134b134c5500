/// Cameras that were calibrated, on disk: `cameras/CAMERA/TIME.json` beside the profiles of gloves.
///
/// **Threads.** A shelf may be used by several threads; files are written whole or not at all.
///
/// **Invariants.** Nothing is written over and nothing is thrown away.
@NullMarked
package dev.handloom.calibration.camera.keep;

import org.jspecify.annotations.NullMarked;
