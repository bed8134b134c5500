/// A simulated Rokoko Studio with one actor who wears two gloves.
///
/// **Threads.** An instrument belongs to its simulated device's thread.
@NullMarked
package dev.handloom.device.sim.rokoko;

import org.jspecify.annotations.NullMarked;
