/// Simulated DualSense controllers on USB and Bluetooth, down to the reports.
///
/// **Threads.** An instrument belongs to its simulated device's thread, but for its feature
/// reports.
@NullMarked
package dev.handloom.device.sim.dualsense;

import org.jspecify.annotations.NullMarked;
