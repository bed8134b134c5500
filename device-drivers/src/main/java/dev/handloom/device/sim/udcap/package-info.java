/// A simulated HandDriver of UDCAP gloves.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.udcap;

import org.jspecify.annotations.NullMarked;
