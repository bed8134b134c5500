/// A simulated camera server over ZeroMQ, down to the bytes.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.zmqcamera;

import org.jspecify.annotations.NullMarked;
