/// Simulated Joy-Con and Pro Controller, down to the reports.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.joycon;

import org.jspecify.annotations.NullMarked;
