/// A simulated StretchSense Hand Engine with two gloves.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.stretchsense;

import org.jspecify.annotations.NullMarked;
