package dev.handloom.preview.session;

import dev.handloom.preview.model.Prediction;

/// An answer at its time, with what is known of it by now.
///
/// @param overlap with the plan before it, in spreads, root mean square; NaN where they share
///   nothing
/// @param off from what the person did, for each action, in its unit, mean of the steps that have
///   come; NaN where none has
/// @param offSpreads all of them in spreads, root mean square: how much it would learn here; NaN
///   where none has come
/// @param stepsCome how many steps of the plan have come
/// @param forecastOff of the state, for each channel in its unit, at the furthest horizon that has
///   come; empty where none has
public record PlacedPlan(
    Prediction prediction,
    double overlap,
    double[] off,
    double offSpreads,
    int stepsCome,
    double[] forecastOff) {}
