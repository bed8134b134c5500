/// Simulated DexUMI exoskeletons and force sensors, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.dexumi;

import org.jspecify.annotations.NullMarked;
