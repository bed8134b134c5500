/// SpaceMouse and its relatives: a cap that is pushed and turned along six axes.
///
/// **Wire.** Numbered HID reports: either 1 (push) and 2 (turn) one after the other, three signed
/// 16-bit numbers each, or both in one report 1 of 13 bytes; 3 is a mask of buttons. Nothing comes
/// while the cap rests. There is no checksum beside the bus's own and no time.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Push and turn of one sample belong together. Which of the two layouts a device
/// speaks is learned from its first report and does not change while it is connected.
@NullMarked
package dev.handloom.device.driver.spacemouse;

import org.jspecify.annotations.NullMarked;
