/// Joints with a place and a rotation, as motion capture programs send them.
///
/// **Threads.** Values and functions without state.
@NullMarked
package dev.handloom.device.driver.skeleton;

import org.jspecify.annotations.NullMarked;
