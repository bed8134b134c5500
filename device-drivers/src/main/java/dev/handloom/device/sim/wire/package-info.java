/// What simulated devices are plugged in with: pseudo-terminals where the system has them, pipes
/// and reports within the process, and the network links of this machine.
///
/// **Threads.** The device's end of a wire belongs to the simulated device's thread, closing
/// included; [dev.handloom.device.sim.wire.Wire#open] may come from any thread.
@NullMarked
package dev.handloom.device.sim.wire;

import org.jspecify.annotations.NullMarked;
