/// The AirExo exoskeleton: absolute encoders on one RS485 bus, read over Modbus RTU.
///
/// **Wire.** 115200 baud. `id 03 00 41 00 01 crc` is answered by `id 03 02 high low crc`; 4096
/// counts a turn.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Registers are read and never written. A sample has every encoder in it, read one
/// after the other; its bound covers the whole round.
@NullMarked
package dev.handloom.device.driver.airexo;

import org.jspecify.annotations.NullMarked;
