/// The encoder board that DexUMI's exoskeletons and the DOGlove share: an STM32F0 with two 24-bit
/// converters that reads one analogue rotary encoder after the other and sends them all in a frame,
/// over and over, without being asked.
///
/// **Wire.** 921600 baud. `AA 55 00 00`, so many 32-bit words, and a last word of the sum of all
/// words (upper half) and the milliseconds since power-up (lower half); little-endian throughout.
///
/// **Threads.** A decoder belongs to its device's thread.
///
/// **Invariants.** From any byte on, a decoder loses no frame that is whole: what turns out to be
/// no frame is searched again from its second byte.
@NullMarked
package dev.handloom.device.driver.encoderboard;

import org.jspecify.annotations.NullMarked;
