/// What really happened in the simulated rig: the person at any instant, and when each sample was
/// truly taken. For tests that measure how well the studio finds that out; production code outside
/// of the simulator must not look.
///
/// **Threads.** Any.
@NullMarked
package dev.handloom.device.sim.truth;

import org.jspecify.annotations.NullMarked;
