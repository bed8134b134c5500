/// Simulated grippers of the line protocol, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.line;

import org.jspecify.annotations.NullMarked;
