/// The simulated devices from the inside: their clocks, their sensors, and the bytes that they make
/// of an instant of the person.
///
/// **Threads.** An instrument belongs to its device's thread.
///
/// **Invariants.** All faults of a device (gains, drift, delays) come from the seed alone.
@NullMarked
package dev.handloom.device.sim.instrument;

import org.jspecify.annotations.NullMarked;
