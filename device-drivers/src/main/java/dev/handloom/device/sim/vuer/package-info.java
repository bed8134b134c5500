/// A simulated headset whose browser shows Vuer's page.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.vuer;

import org.jspecify.annotations.NullMarked;
