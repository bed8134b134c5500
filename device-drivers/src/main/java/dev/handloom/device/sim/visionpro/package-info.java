/// A simulated Vision Pro: the app's gRPC server with the scripted person's head and hands.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.visionpro;

import org.jspecify.annotations.NullMarked;
