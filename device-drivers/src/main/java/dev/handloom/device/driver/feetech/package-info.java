/// Feetech STS and SCS bus servos: the leader arms SO-100 and SO-101, and other arms of such
/// servos.
///
/// **Wire.** 1 Mbaud, one pair of wires for both directions. `FF FF id length instruction-or-error
/// parameters sum`, the sum being the complement of all bytes from the id on. STS servos answer one
/// sync read, each with a frame of its own; SCS servos are asked one by one and put the high byte
/// first.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Nothing is written to a servo but torque off, on command and at the end. Nothing
/// is written to its EEPROM. No answer of a servo has the length of the echo of its question, so
/// that an adapter that repeats what we send is never taken for a servo.
@NullMarked
package dev.handloom.device.driver.feetech;

import org.jspecify.annotations.NullMarked;
