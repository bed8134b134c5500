/// UDCAP and UDEX gloves through the maker's HandDriver. Beta: its form was observed in one
/// published client.
///
/// **Wire.** A datagram is JSON, perhaps behind some words of text; somewhere in it is a list
/// `Parameter` of names and angles in degrees, `l0` to `l20` for the left hand and `r0` to `r20`
/// for the right.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A hand is a sample only with all of its 21 angles.
@NullMarked
package dev.handloom.device.driver.udcap;

import org.jspecify.annotations.NullMarked;
