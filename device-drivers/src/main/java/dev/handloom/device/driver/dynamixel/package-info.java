/// Dynamixel servos of the X series over protocol 2.0: GELLO, Koch and ALOHA leader arms, and
/// others.
///
/// **Wire.** 57600 baud to 4 Mbaud, one pair of wires for both directions. `FF FF FD 00 id length
/// instruction parameters crc`; where `FF FF FD` is data, one more `FD` follows. A sync read is
/// answered by each servo with a frame of its own; a fast sync read by all in one frame, which is
/// not stuffed.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Nothing is written to a servo but torque off, on command and at the end. In a
/// fast sync read each servo is known by its id as well as by its place.
@NullMarked
package dev.handloom.device.driver.dynamixel;

import org.jspecify.annotations.NullMarked;
