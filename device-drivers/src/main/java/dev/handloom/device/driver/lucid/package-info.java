/// LucidGloves and OpenGloves, and every glove that speaks their alpha encoding over a serial line,
/// Bluetooth or TCP.
///
/// **Wire.** ASCII lines of keys and decimals, `A2047B1023C0D4095E100F2048G2048P0\n`. The host
/// answers every packet with a line end: a firmware built for force feedback waits for it, up to a
/// second.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** From any byte on, the decoder is back in step after one line end. A line that is
/// cut short is dropped and counted, never guessed at.
@NullMarked
package dev.handloom.device.driver.lucid;

import org.jspecify.annotations.NullMarked;
