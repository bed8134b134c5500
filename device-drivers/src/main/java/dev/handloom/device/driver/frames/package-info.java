/// Raw frame streams: pictures over any link, each behind a small binary header. What the simulated
/// cameras speak, and an easy thing to send from a microcomputer beside a real one.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A header counts only if its check sum is right and it announces exactly the
/// picture that the rig file says; so no header, however hostile, makes the driver allocate or wait
/// for more than one picture.
@NullMarked
package dev.handloom.device.driver.frames;

import org.jspecify.annotations.NullMarked;
