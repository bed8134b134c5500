/// Simulated foot pedals, down to the reports.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.pedal;

import org.jspecify.annotations.NullMarked;
