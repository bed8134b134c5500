package dev.handloom.device.driver;

/// A device is told to do something: see [CommandSpec].
///
/// @param id of the command
/// @param values one for each of its parameters
public record Command(String id, double... values) {}
