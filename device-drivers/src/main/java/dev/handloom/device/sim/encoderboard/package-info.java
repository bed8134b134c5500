/// What simulated exoskeletons and gloves on DexUMI's and DOGlove's converter board have in common:
/// analogue encoders with their faults, and the frame.
///
/// **Threads.** All of it belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.encoderboard;

import org.jspecify.annotations.NullMarked;
