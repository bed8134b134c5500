/// A simulated GRABETTE: its HTTP server with the history of its readings, and its WebSocket.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.grabette;

import org.jspecify.annotations.NullMarked;
