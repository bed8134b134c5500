package dev.handloom.device.link;

/// Something that a person could do so that a link works better. It works without.
///
/// @param what is not as it should be, with the figure
/// @param remedy what to do, as one would do it
public record LinkAdvice(String what, String remedy) {}
