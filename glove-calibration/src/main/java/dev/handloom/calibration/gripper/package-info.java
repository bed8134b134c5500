/// How far a gripper is open, from the tags on its two fingers in the picture of its wrist camera.
///
/// **Threads.** A [GripperEye] and a [GripperRun] belong to one thread; the rest are values and
/// pure functions.
@NullMarked
package dev.handloom.calibration.gripper;

import org.jspecify.annotations.NullMarked;
