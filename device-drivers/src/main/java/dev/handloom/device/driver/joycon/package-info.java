/// Joy-Con and Pro Controller, over Bluetooth, and the Pro Controller over its cable.
///
/// **Wire.** After some questions and orders (output 0x01 with a subcommand, answered by input
/// 0x21) the controller sends input 0x30 by itself: a timer, battery, buttons, two sticks of 12
/// bits, and three samples of its motion sensor 5 ms apart. There is no checksum beside the bus's
/// own; the timer is 8 bits of a unit that nobody has named, so it is recorded and not used as a
/// clock.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Nothing is written to the controller's memory. An order that is not answered is
/// repeated some times, then left out and said.
@NullMarked
package dev.handloom.device.driver.joycon;

import org.jspecify.annotations.NullMarked;
