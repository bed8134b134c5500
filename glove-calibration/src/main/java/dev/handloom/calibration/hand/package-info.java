/// The hand as calibration sees it: anatomical limits, from joint positions back to angles, the
/// joint orders of other programs, a person's hand size, and how far each joint is to be trusted.
///
/// **Frame.** As [dev.handloom.device.hand]: the wrist's, −Z towards the fingertips, +Y out of the
/// back of the hand, metres and radians.
///
/// **Threads.** Inverse kinematics keeps scratch space: one instance per thread.
@NullMarked
package dev.handloom.calibration.hand;

import org.jspecify.annotations.NullMarked;
