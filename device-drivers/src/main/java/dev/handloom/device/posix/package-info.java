/// The few calls of the C library that the runtime of Java lacks: pseudo-terminals, and waiting for
/// bytes of a terminal without waking in between. Linux and macOS; elsewhere nobody calls them.
///
/// **Threads.** Any, one at a time on one object.
///
/// **Invariants.** Nothing here allocates once it is made.
@NullMarked
package dev.handloom.device.posix;

import org.jspecify.annotations.NullMarked;
