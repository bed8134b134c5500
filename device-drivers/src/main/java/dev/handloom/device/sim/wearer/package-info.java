/// Simulated people who put on simulated gloves and do as they are told, each in their own way: the
/// truth that calibrations are proved against. No product code outside the simulators may look at
/// it.
///
/// **Threads.** One at a time.
@NullMarked
package dev.handloom.device.sim.wearer;

import org.jspecify.annotations.NullMarked;
