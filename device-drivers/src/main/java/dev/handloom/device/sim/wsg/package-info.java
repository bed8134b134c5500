/// Simulated WSG grippers, down to the bytes of their command set.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.wsg;

import org.jspecify.annotations.NullMarked;
