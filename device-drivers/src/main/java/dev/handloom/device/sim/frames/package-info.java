/// Simulated cameras that send raw frames, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.frames;

import org.jspecify.annotations.NullMarked;
