/// A simulated gripper whose wrist camera's pictures are drawn, with widths that are known.
@NullMarked
package dev.handloom.calibration.gripper.sim;

import org.jspecify.annotations.NullMarked;
