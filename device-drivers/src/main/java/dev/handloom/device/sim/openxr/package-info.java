/// A simulated headset behind a simulated OpenXR runtime: it says what the child process would.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.openxr;

import org.jspecify.annotations.NullMarked;
