/// JSON that comes over a wire, for the drivers whose devices send it.
///
/// **Threads.** A parser belongs to the thread that opened it.
///
/// **Invariants.** Whatever comes, a parser neither recurses nor keeps more than a message's own
/// size; what is no JSON ends in an exception of the library, which the decoders take for a bad
/// frame. A parser is made a message: what a well-kept library does is not written by hand to save
/// that.
@NullMarked
package dev.handloom.device.driver.json;

import org.jspecify.annotations.NullMarked;
