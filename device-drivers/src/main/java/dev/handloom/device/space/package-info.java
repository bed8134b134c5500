/// Where things are: points, rotations, poses. Metres and radians, right-handed, unit quaternions.
///
/// **Threads.** Values are immutable. They allocate, so they stay off the capture path.
@NullMarked
package dev.handloom.device.space;

import org.jspecify.annotations.NullMarked;
