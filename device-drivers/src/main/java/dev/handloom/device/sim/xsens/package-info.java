/// A simulated Xsens MVN with gloves.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.xsens;

import org.jspecify.annotations.NullMarked;
