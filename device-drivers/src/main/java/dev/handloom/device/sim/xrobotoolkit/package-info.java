/// A simulated headset with XRoboToolkit's app.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.xrobotoolkit;

import org.jspecify.annotations.NullMarked;
