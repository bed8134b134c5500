/// The studio's time on a screen, for cameras to film: a QR code that says whose time it is, and
/// two strips that count pulses in Gray code, so that from one pulse to the next only one field
/// changes. A picture that was exposed over several pulses shows that field grey.
///
/// **Threads.** A [dev.handloom.device.timecode.PulseLog] is written by one thread and read by
/// others; a reader belongs to one thread.
///
/// **Invariants.** What the screen itself adds between a pulse and its light is no part of the
/// figures here; who uses them adds it with its uncertainty.
@NullMarked
package dev.handloom.device.timecode;

import org.jspecify.annotations.NullMarked;
