/// A simulated bridge: a program beside a glove of a maker's own library.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.bridge;

import org.jspecify.annotations.NullMarked;
