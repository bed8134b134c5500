package dev.handloom.device.discovery;

/// Why a device could not be looked at.
///
/// @param what happened
/// @param remedy what a person does about it
public record Hindrance(String what, String remedy) {}
