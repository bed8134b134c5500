/// The hand: its 26 joints in OpenXR order, its angles, its size, and how one makes the other.
///
/// **Frame.** The wrist's frame as OpenXR has it: −Z towards the fingertips, +Y out of the back of
/// the hand, metres. A hand stream holds 26 × (x, y, z, qx, qy, qz, qw) in that order.
///
/// **Threads.** Forward kinematics keeps scratch space: one instance per thread.
@NullMarked
package dev.handloom.device.hand;

import org.jspecify.annotations.NullMarked;
