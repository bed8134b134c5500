/// Simulated SpaceMouse devices of both report layouts, down to the reports.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.spacemouse;

import org.jspecify.annotations.NullMarked;
