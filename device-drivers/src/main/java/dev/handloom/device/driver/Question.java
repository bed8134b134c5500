package dev.handloom.device.driver;

import java.util.function.Function;

/// Something that an unknown device may be asked. Whoever does not understand it must come to no
/// harm: nothing moves, nothing is stored.
///
/// @param what for a person: what is asked
/// @param harmless why it can do no harm, also to devices of other makers
/// @param bytes what is sent
/// @param baud at which rate of a serial port; 0 if it does not matter
/// @param waitMillis how long an answer may take
/// @param judge what an answer says; called with everything that came back
public record Question(
    String what,
    String harmless,
    byte[] bytes,
    int baud,
    int waitMillis,
    Function<byte[], Likeness> judge) {}
