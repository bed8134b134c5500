/// When things happened: studio time, device clocks, and how far the one is known from the other.
///
/// Studio time is `System.nanoTime`, anchored to the wall clock now and then. Every device is a
/// clock domain of its own; a [dev.handloom.device.clock.ClockModel] turns a device stamp and an
/// arrival into a capture time and a bound, and says by what method.
///
/// **Threads.** A model is fed by its device's thread; its report may be read by anyone.
@NullMarked
package dev.handloom.device.clock;

import org.jspecify.annotations.NullMarked;
