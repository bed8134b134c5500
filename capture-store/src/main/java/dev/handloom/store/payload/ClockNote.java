package dev.handloom.store.payload;

import dev.handloom.device.clock.ClockReport;

/// What was known of a device's clock at one moment of a take.
public record ClockNote(long studioNanos, String device, ClockReport report) {}
