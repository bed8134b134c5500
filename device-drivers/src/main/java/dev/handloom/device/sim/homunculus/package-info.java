/// Simulated Homunculus gloves and arms and exoskeletons for the G1, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.homunculus;

import org.jspecify.annotations.NullMarked;
