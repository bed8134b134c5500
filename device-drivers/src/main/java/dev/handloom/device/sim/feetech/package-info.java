/// Simulated arms of Feetech servos, down to the bytes on their bus.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.feetech;

import org.jspecify.annotations.NullMarked;
