/// Simulated DOGloves: the main board with its actuators, and the servos at the fingers' roots,
/// down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.doglove;

import org.jspecify.annotations.NullMarked;
