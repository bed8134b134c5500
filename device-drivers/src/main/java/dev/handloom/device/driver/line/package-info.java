/// The generic line protocol: one text line a sample, its columns described in the rig file. For
/// home-built encoders, grippers, gloves and pedals on any microcontroller.
///
/// **Wire.** `t_us,seq,width*5A\n`: decimal numbers between separators, each with its name before
/// it if it likes (`width:12.5`), optionally a checksum in hex digits after `*`, over everything
/// before it. A line that begins with `#` is for people.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A line either becomes a sample as a whole or is counted as bad.
@NullMarked
package dev.handloom.device.driver.line;

import org.jspecify.annotations.NullMarked;
