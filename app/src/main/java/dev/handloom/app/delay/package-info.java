/// Measured delays of the user's devices: the file they are kept in, and how they are measured with
/// what is live.
///
/// **Threads.** The file may be read and written by anyone; a measurement has a thread of its own.
@NullMarked
package dev.handloom.app.delay;

import org.jspecify.annotations.NullMarked;
