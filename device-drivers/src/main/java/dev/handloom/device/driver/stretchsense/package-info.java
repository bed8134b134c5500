/// StretchSense gloves through Hand Engine's network stream.
///
/// **Wire.** Hand Engine listens on TCP port 9000 and sends frames: a length of 32 bits, most
/// significant byte first, and as many bytes of JSON with the bones of one hand or both.
///
/// **Threads.** A session belongs to its device's thread.
///
/// **Invariants.** A length is believed only if a JSON object of that length follows; from any byte
/// on the decoder finds the next whole frame. A hand that lacks a bone is no sample.
@NullMarked
package dev.handloom.device.driver.stretchsense;

import org.jspecify.annotations.NullMarked;
