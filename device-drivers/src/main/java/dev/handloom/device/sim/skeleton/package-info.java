/// The scripted person's hands as joints in the world, for simulated motion capture programs.
///
/// **Threads.** Belongs to one simulated device's thread.
@NullMarked
package dev.handloom.device.sim.skeleton;

import org.jspecify.annotations.NullMarked;
