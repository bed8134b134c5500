/// Pictures of the person at the table: a small software renderer that costs a few milliseconds a
/// frame and no memory while it runs.
///
/// **Frame.** A camera looks along −Z with +Y up. Depth is kept as its inverse, which is linear on
/// the picture.
///
/// **Threads.** A canvas and its artist belong to one thread.
@NullMarked
package dev.handloom.device.sim.scene;

import org.jspecify.annotations.NullMarked;
