/// The constant part of how late samples are, which no clock can see: measured delays and the book
/// they are kept in, and how two motions that belong together are laid over each other.
///
/// **Threads.** Books and measurements are values. A [dev.handloom.device.delay.MotionTrace]
/// belongs to one thread.
///
/// **Invariants.** A measurement states its spread, its method and its date. One made on another
/// device of the kind never makes a bound narrower than the driver's own.
@NullMarked
package dev.handloom.device.delay;

import org.jspecify.annotations.NullMarked;
