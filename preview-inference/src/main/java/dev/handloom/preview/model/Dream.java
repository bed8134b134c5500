package dev.handloom.preview.model;

/// A picture that a model predicts. Never data: exporters refuse it.
///
/// @param camera by the model's name
/// @param aheadSeconds after the observation; NaN where the model does not say
public record Dream(String camera, double aheadSeconds, Picture picture) {}
