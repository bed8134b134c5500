package dev.handloom.preview.model;

/// The body as a model expects it.
///
/// @param aheadSeconds after the observation
/// @param state in the order of the state it was told, in the same units
public record Forecast(double aheadSeconds, float[] state) {}
