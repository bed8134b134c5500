/// The arm that the scripted person leads: the joint angles behind every simulated arm.
///
/// **Threads.** Functions without state.
@NullMarked
package dev.handloom.device.sim.arm;

import org.jspecify.annotations.NullMarked;
