/// LucidGloves and OpenGloves, and every glove that speaks one of their encodings over a serial
/// line, Bluetooth or TCP.
///
/// **Wire.** ASCII lines: keys and decimals, `A2047B1023C0D4095E100F2048G2048P0\n`, or 13 numbers
/// joined by `&`. The host answers every packet with one line, no more: a firmware built for force
/// feedback waits for it, up to a second, and reads one line a packet. Forces, vibration and the
/// question for the firmware's version take the place of the empty line.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** From any byte on, the decoder is back in step after one line end. A line that is
/// cut short is dropped and counted, never guessed at; a whole packet behind what lost its line end
/// is kept. A force ends when nobody says it again, when the session ends, and when a new one
/// begins.
@NullMarked
package dev.handloom.device.driver.lucid;

import org.jspecify.annotations.NullMarked;
