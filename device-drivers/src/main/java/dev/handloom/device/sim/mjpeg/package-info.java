/// Simulated cameras that send MJPEG over HTTP, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.mjpeg;

import org.jspecify.annotations.NullMarked;
