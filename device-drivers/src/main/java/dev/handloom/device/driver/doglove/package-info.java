/// The DOGlove: its main board with 16 encoders and five vibrating actuators, and the bus of the
/// five servos at the roots of the fingers, each over a serial port of its own.
///
/// **Wire.** The board: frames of [dev.handloom.device.driver.encoderboard], the first word the
/// reference voltage in microvolts; it hears frames of seven bytes that begin `55 AA`. The servos:
/// Dynamixel protocol 2.0 at 3 Mbaud, asked with one sync read a sample.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Whatever was made to vibrate or to hold is quiet and free when a session begins,
/// when its time is up, and when it ends; a servo whose studio is gone stops by its own watchdog.
@NullMarked
package dev.handloom.device.driver.doglove;

import org.jspecify.annotations.NullMarked;
