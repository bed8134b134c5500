/// The simulated rig: two gloves, a gripper and two cameras that all see one scripted person, each
/// with the wire, the clock and the faults of a real device. Shipped with the studio.
///
/// The rest of the house uses what is in this package; the packages below it are its own.
///
/// **Threads.** One platform thread per device, named `sim <device>`; it alone touches the device's
/// end of the wire. [dev.handloom.device.sim.SimulatedRig] may be used from any thread.
///
/// **Invariants.** Closing the rig leaves no thread, no port and no pseudo-terminal.
@NullMarked
package dev.handloom.device.sim;

import org.jspecify.annotations.NullMarked;
