/// Foot pedals that are keyboards to the computer: PCsensor and its many names, Scythe, and any
/// other whose pedals send keys.
///
/// **Wire.** Boot keyboard reports of 8 bytes, `modifiers | 0 | six keys`, sent when a key goes
/// down or up. There is no checksum beside USB's own and no time.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Nothing is ever written to a pedal: the interface that programs it is not
/// opened. On Linux its keys are held back from every other program while the session runs, and
/// given back when it ends, however it ends.
@NullMarked
package dev.handloom.device.driver.pedal;

import org.jspecify.annotations.NullMarked;
