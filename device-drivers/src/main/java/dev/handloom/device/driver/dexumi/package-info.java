/// DexUMI's exoskeletons: the builds for the Inspire hand (6 joints) and for the XHand (12 joints),
/// and the board of their force sensors.
///
/// **Wire.** Frames of [dev.handloom.device.driver.encoderboard]: one 24-bit conversion a word. The
/// joints are ratiometric: each is compared with the reference, the last word but one.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** Angles are recorded as the encoder gives them, from 0 to a full turn, neither
/// unwrapped nor zeroed. A frame without a reference voltage is bad, because no angle can be had
/// from it.
@NullMarked
package dev.handloom.device.driver.dexumi;

import org.jspecify.annotations.NullMarked;
