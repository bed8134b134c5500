/// A simulated headset whose browser has opened the studio's page: it says what the page would.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.webxr;

import org.jspecify.annotations.NullMarked;
