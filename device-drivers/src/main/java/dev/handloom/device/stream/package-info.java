/// What flows through the house: streams, their samples, and the ring that carries them.
///
/// **Threads.** One thread writes a stream (its device's). Any number of threads read it, each with
/// a [dev.handloom.device.stream.RingReader] of its own; a slow reader loses samples, counts them,
/// and never slows the writer.
///
/// **Invariants.** Raw values, device ticks and arrival are never changed after publication.
/// Nothing on the writing path allocates once a stream runs.
@NullMarked
package dev.handloom.device.stream;

import org.jspecify.annotations.NullMarked;
