/// DualSense and DualSense Edge, over USB and Bluetooth.
///
/// **Wire.** USB: input report 0x01 of 64 bytes. Bluetooth: 0x31 of 78 bytes, one byte more before
/// the same payload, and a CRC-32 over the byte 0xA1 and the report at its end; until a feature
/// report is asked for, only a short 0x01 of 10 bytes without motion. Both carry the sensor's own
/// clock, 32 bits of a third of a microsecond. Output: 0x02 of 48 bytes over USB, 0x31 of 78 bytes
/// with a CRC over the byte 0xA2 and the report over Bluetooth.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Raw counts of the motion sensor are published as they came, and beside them the
/// same in units, by the calibration that the controller itself holds. When a session ends rumble
/// stops and the triggers are let go.
@NullMarked
package dev.handloom.device.driver.dualsense;

import org.jspecify.annotations.NullMarked;
