package dev.handloom.device.driver.bus;

/// What a servo keeps for itself when the power is gone.
///
/// @param id on the bus
/// @param homing counts between what its encoder says and what it reports; the makers differ in the
///   sign
/// @param low lowest position that it would go to
/// @param high highest position
public record ServoEntry(int id, int homing, int low, int high) {}
