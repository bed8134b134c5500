/// What simulated controllers share.
///
/// **Threads.** Each object belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.hid;

import org.jspecify.annotations.NullMarked;
