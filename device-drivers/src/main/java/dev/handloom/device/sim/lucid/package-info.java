/// Simulated LucidGloves gloves, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.lucid;

import org.jspecify.annotations.NullMarked;
