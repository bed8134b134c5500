/// WSG grippers (WSG 50 and its kin) over TCP: how far they are open, how fast they move, how hard
/// they press.
///
/// **Wire.** Port 1000. `AA AA AA command size(2) payload crc(2)`, low byte first; an answer's
/// payload begins with a status of two bytes. Read by the commands 43h to 45h, or by the query B0h
/// of a script on the gripper that answers all at once.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Only what asks is sent, and the announcement that we leave, without which a
/// gripper stops as in an emergency. Nothing that is sent moves it.
@NullMarked
package dev.handloom.device.driver.wsg;

import org.jspecify.annotations.NullMarked;
